from django.urls import path

from yui.solving.matching.views import coordinating, grouping, introductions, learning, proposals

app_name = "matching"
urlpatterns = [
    path("desk/matching/", coordinating.board, name="board"),
    path("desk/matching/needs/<str:ref>", coordinating.candidates, name="candidates"),
    path("desk/matching/needs/<str:ref>/again", coordinating.again, name="again"),
    path("desk/matching/candidates/<str:ref>/introduce", coordinating.introduce, name="introduce"),
    path("desk/matching/candidates/<str:ref>/decline", coordinating.decline, name="decline"),
    path("desk/matching/candidates/<str:ref>/undo", coordinating.undo, name="undo"),
    path("desk/matching/introductions/<str:ref>", coordinating.made, name="made"),
    path("desk/matching/groups/", grouping.groups, name="groups"),
    path("desk/matching/groups/<str:ref>/confirm", grouping.confirm, name="group_confirm"),
    path("desk/matching/groups/<str:ref>/dissolve", grouping.dissolve, name="group_dissolve"),
    path("desk/matching/groups/<str:ref>/add/<str:need>", grouping.add, name="group_add"),
    path("desk/matching/learning/", learning.page_of_lessons, name="learning"),
    path("desk/matching/learning/learn", learning.learn, name="learn"),
    path("desk/matching/learning/<str:ref>/switch", learning.switch, name="switch"),
    path("desk/introductions/", introductions.index, name="introductions"),
    path("desk/introductions/<str:ref>", introductions.one, name="introduction"),
    path("desk/introductions/<str:ref>/take-back", introductions.take_back, name="take_back"),
    path("desk/proposals/", proposals.index, name="proposals"),
    path("desk/proposals/new", proposals.new, name="proposal_new"),
    path("desk/proposals/received/", proposals.received, name="received"),
    path("desk/proposals/received/<str:ref>", proposals.received_one, name="received_one"),
    path("desk/proposals/<str:ref>", proposals.edit, name="proposal"),
    path("desk/proposals/<str:ref>/withdraw", proposals.withdraw, name="proposal_withdraw"),
]
