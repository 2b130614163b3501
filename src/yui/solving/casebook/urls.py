from django.urls import path

from yui.solving.casebook.views import desk, public

app_name = "casebook"
urlpatterns = [
    path("cases/", public.index, name="list"),
    path("cases/compare", public.compare, name="compare"),
    path("cases/<str:ref>/", public.detail, name="detail"),
    path("cases/<str:ref>/print", public.sheet, name="sheet"),
    path("cases/<str:ref>/versions", public.versions, name="versions"),
    path("cases/<str:ref>/follow", public.follow, name="follow"),
    path("desk/cases/", desk.index, name="desk_list"),
    path("desk/cases/new", desk.new, name="new"),
    path("desk/cases/<str:ref>/", desk.detail, name="desk"),
    path("desk/cases/<str:ref>/edit", desk.edit, name="edit"),
    path("desk/cases/<str:ref>/submit", desk.submit, name="submit"),
    path("desk/cases/<str:ref>/discard", desk.discard, name="discard"),
    path("desk/cases/<str:ref>/publish", desk.publish, name="publish"),
    path("desk/cases/<str:ref>/return", desk.give_back, name="return"),
    path("desk/cases/<str:ref>/withdraw", desk.withdraw, name="withdraw"),
]
