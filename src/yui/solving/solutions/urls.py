from django.urls import path

from yui.solving.solutions import views

app_name = "solutions"
urlpatterns = [
    path("services/", views.index, name="list"),
    path("services/compare", views.compare, name="compare"),
    path("services/<str:ref>", views.detail, name="detail"),
    path("desk/services/", views.desk_index, name="desk_list"),
    path("desk/services/used/", views.desk_used, name="desk_used"),
    path("desk/services/used/<str:ref>", views.desk_say_used, name="desk_say_used"),
    path("desk/services/new", views.desk_new, name="desk_new"),
    path("desk/services/<str:ref>", views.desk_edit, name="desk_edit"),
    path("desk/services/<str:ref>/withdraw", views.desk_withdraw, name="desk_withdraw"),
    path("desk/services/<str:ref>/confirm", views.desk_confirm, name="desk_confirm"),
]
