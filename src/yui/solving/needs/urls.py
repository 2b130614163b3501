"""Addresses of troubles and needs."""

from django.urls import path

from yui.solving.needs.views import desk, desk_troubles, public, troubles, writing

app_name = "needs"
urlpatterns = [
    path("needs/", public.needs_list, name="list"),
    path("needs/<str:ref>/", public.need_detail, name="detail"),
    path("needs/<str:ref>/print", public.need_print, name="print"),
    path("needs/<str:ref>/echo", public.echo, name="echo"),
    path("needs/<str:ref>/echo-for-town", public.echo_for_town, name="echo_for_town"),
    path("needs/<str:ref>/ask", public.ask, name="ask"),
    path("troubles/", troubles.receipts, name="receipts"),
    path("troubles/new", troubles.tell, name="tell"),
    path("troubles/check", troubles.look, name="look"),
    path("troubles/told", troubles.told, name="told"),
    path("troubles/confirm/<str:token>", troubles.confirm, name="confirm"),
    path("troubles/<str:number>", troubles.receipt, name="receipt"),
    path("desk/needs/", desk.needs, name="desk_needs"),
    path("desk/needs/new", writing.new, name="write_new"),
    path("desk/needs/questions/<str:ref>", desk.question, name="desk_question"),
    path("desk/needs/<str:ref>/", desk.need, name="desk_need"),
    path("desk/needs/<str:ref>/write/<int:step>", writing.write, name="write"),
    path("desk/needs/<str:ref>/<str:name>", desk.step, name="desk_step"),
    path("desk/troubles/", desk_troubles.troubles, name="desk_troubles"),
    path("desk/troubles/new", desk_troubles.record, name="desk_record"),
    path("desk/troubles/gather", desk_troubles.gather, name="desk_gather"),
    path("desk/troubles/<str:ref>", desk_troubles.trouble, name="desk_trouble"),
]
