from django.urls import path

from yui.kernel.identity.views import account, organisation, people, posts

app_name = "identity"
urlpatterns = [
    path("account/profile/", account.profile, name="profile"),
    path("account/acting", account.acting, name="acting"),
    path("account/rights", account.rights, name="rights"),
    path("account/join/<str:organisation>/<str:secret>/", account.join, name="join"),
    path("desk/organisation/", organisation.organisation, name="organisation"),
    path("desk/organisation/change", organisation.change, name="organisation_change"),
    path("desk/people/", people.people, name="people"),
    path("desk/people/invite", people.invite, name="invite"),
    path("desk/people/invitations/<str:ref>/again", people.invite_again, name="invite_again"),
    path("desk/people/invitations/<str:ref>/withdraw", people.withdraw, name="withdraw"),
    path("desk/people/<str:ref>/", people.member, name="member"),
    path("desk/people/<str:ref>/end", people.end, name="member_end"),
    path("desk/people/<str:ref>/hand-over", people.hand_over, name="member_hand_over"),
    path("desk/posts/", posts.posts, name="posts"),
    path("desk/posts/new", posts.new, name="post_new"),
    path("desk/posts/<str:ref>/", posts.post, name="post"),
    path("desk/posts/<str:ref>/close", posts.close, name="post_close"),
    path("desk/posts/<str:ref>/hand-over", posts.hand_over, name="post_hand_over"),
    path("cloud/organisations/<str:ref>/administrator", organisation.invite_administrator, name="invite_administrator"),
]
