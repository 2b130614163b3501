from django.urls import path

from yui.solving.projects.views import coordinating, desk, moves, public

app_name = "projects"
urlpatterns = [
    path("projects/", public.index, name="list"),
    path("projects/<str:ref>/", public.detail, name="detail"),
    path("projects/<str:ref>/print", public.sheet, name="sheet"),
    path("projects/<str:ref>/measurements.csv", public.measurements, name="measurements"),
    path("desk/projects/", desk.index, name="desk_list"),
    path("desk/projects/new", desk.new, name="new"),
    path("desk/projects/troubles/", coordinating.troubles, name="troubles"),
    path("desk/projects/troubles/<str:part_ref>/", coordinating.trouble, name="trouble"),
    path("desk/projects/<str:ref>/", desk.detail, name="desk"),
    path("desk/projects/<str:ref>/edit", desk.edit, name="edit"),
    path("desk/projects/<str:ref>/still-in-use", desk.still_in_use, name="still-in-use"),
    path("desk/projects/<str:ref>/move/<str:name>", moves.move, name="move"),
    path("desk/projects/<str:ref>/showing/<str:name>", moves.showing, name="showing"),
    path("desk/projects/<str:ref>/<str:kind>/new", desk.new_part, name="new-part"),
    path("desk/projects/<str:ref>/troubles/<str:part_ref>/resolve", desk.resolve, name="resolve"),
    path("desk/projects/<str:ref>/<str:kind>/<str:part_ref>/", desk.part, name="part"),
    path("desk/projects/<str:ref>/<str:kind>/<str:part_ref>/remove", desk.remove, name="remove-part"),
]
