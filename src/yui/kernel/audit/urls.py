from django.urls import path

from yui.kernel.audit import views

app_name = "audit"
urlpatterns = [
    path("desk/audit/", views.book, name="book"),
    path("desk/audit/export", views.export, name="export"),
    path("cloud/audit/", views.every_book, name="every_book"),
    path("cloud/audit/export", views.export_every, name="export_every"),
]
