"""What administrators type about people, posts and their organisation."""

from __future__ import annotations

from copy import copy
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from yui.kernel.access import Role
from yui.kernel.identity import rules
from yui.kernel.identity.models import Membership, Organisation, Person, Post

_WHAT_ROLES_DO = {
    Role.OFFICIAL: _("ふだんの仕事をします"),
    Role.MANAGER: _("公開や提出の前に確かめます"),
    Role.ADMIN: _("人・部署・団体の設定を受け持ちます"),
    Role.SUPPLIER: _("サービスを載せ、提案に答えます"),
    Role.COORDINATOR: _("候補を見て、団体どうしを引き合わせます"),
    Role.OPERATOR: _("このサイト全体を動かします"),
}


class ProfileForm(forms.ModelForm[Person]):
    """How a person is called."""

    class Meta:
        model = Person
        fields = ["name", "kana"]
        help_texts = {"name": _("団体の人や、やりとりの相手に見えます。")}

    @classmethod
    def of(cls, person: Person, typed: Any) -> ProfileForm:
        """The form of a person, who stays as they are until it is kept."""
        return cls(typed, instance=copy(person))


class DutiesForm(forms.Form):
    """Somebody's post, title and roles."""

    post = forms.ModelChoiceField(
        label=_("部署"), queryset=Post.visible.none(), required=False, to_field_name="ref", empty_label=_("決めない")
    )
    title = forms.CharField(label=_("職名"), max_length=60, required=False, help_text=_("例：課長補佐"))
    roles = forms.MultipleChoiceField(label=_("役割"), widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_from_posts(self.fields["post"])
        roles = [Role(role) for role in rules.roles_for(organisation.kind)]
        self.fields["roles"].choices = [  # type: ignore[attr-defined]  # a choice field, declared above
            (role.value, f"{role.label}｜{_WHAT_ROLES_DO[role]}") for role in roles
        ]

    @classmethod
    def of(cls, membership: Membership, typed: Any, *, organisation: Organisation) -> DutiesForm:
        """The form of what somebody is in charge of now."""
        now = {"post": membership.post, "title": membership.title, "roles": membership.roles}
        return cls(typed, initial=now, organisation=organisation)


class InvitationForm(DutiesForm):
    """Whom to invite, and into which duties."""

    email = forms.EmailField(label=_("メールアドレス"), help_text=_("この方に、参加のためのリンクを送ります。"))
    name = forms.CharField(label=_("氏名"), max_length=80, required=False)
    field_order = ["email", "name", "post", "title", "roles"]


class PersonHandOverForm(forms.Form):
    """To whom somebody's duties go, and what becomes of the one who hands over."""

    to = forms.ChoiceField(label=_("引き継ぐ人"), help_text=_("部署・役割・担当が、この人に移ります。"))
    after = forms.ChoiceField(
        label=_("引き継いだあと"),
        choices=[("stays", _("団体に残り、別の部署へ移ります")), ("leaves", _("団体を離れます"))],
        widget=forms.RadioSelect,
        initial="stays",
    )
    to_post = forms.ModelChoiceField(
        label=_("移る先の部署"),
        queryset=Post.visible.none(),
        required=False,
        to_field_name="ref",
        empty_label=_("決めない"),
    )

    def __init__(self, *args: Any, people: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_from_posts(self.fields["to_post"])
        self.fields["to"].choices = [("", _("選んでください")), *people]  # type: ignore[attr-defined]


class PostForm(forms.ModelForm[Post]):
    """A post as it stands in the list."""

    class Meta:
        model = Post
        fields = ["name", "duties", "email", "phone"]
        help_texts = {"name": _("例：総務課 情報係"), "duties": _("例：庁内システム、電話交換")}

    @classmethod
    def of(cls, post: Post, typed: Any) -> PostForm:
        """The form of a post, which stays as it is until it is kept."""
        return cls(typed, instance=copy(post))

    def validate_unique(self) -> None:
        """The action says it better."""


class PostHandOverForm(forms.Form):
    """To which post the records of another go."""

    to = forms.ModelChoiceField(
        label=_("引き継ぐ部署"), queryset=Post.visible.none(), to_field_name="ref", empty_label=_("選んでください")
    )
    with_people = forms.BooleanField(label=_("所属する人も一緒に移す"), required=False)
    close = forms.BooleanField(label=_("引き継いだあと、この部署を閉じる"), required=False)

    def __init__(self, *args: Any, besides: Post, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_from_posts(self.fields["to"], besides=besides)


class OrganisationForm(forms.ModelForm[Organisation]):
    """What an organisation says of itself."""

    website = forms.URLField(label=_("ウェブサイト"), required=False, assume_scheme="https")
    hue = forms.IntegerField(
        label=_("色合い"), min_value=0, max_value=359, help_text=_("見出しの線の色です。0から359までの数で選びます。")
    )

    class Meta:
        model = Organisation
        fields = ["kana", "place", "population", "introduction"]
        widgets = {"introduction": forms.Textarea({"rows": 5})}

    @classmethod
    def of(cls, organisation: Organisation, typed: Any) -> OrganisationForm:
        """The form of an organisation, which stays as it is until it is kept."""
        return cls(typed, instance=copy(organisation))

    def __init__(self, data: Any, *, instance: Organisation) -> None:
        super().__init__(data, instance=instance, initial={"website": instance.website, "hue": instance.hue})
        if not instance.is_government:
            del self.fields["population"]


class AdministratorForm(forms.Form):
    """Who will administer an organisation."""

    email = forms.EmailField(label=_("管理者になる方のメールアドレス"), help_text=_("参加のためのリンクを送ります。"))


def choose_from_posts(chooser: Any, besides: Post | None = None) -> None:
    """Offer the posts of the organisation acted for that are in use."""
    found = Post.objects.filter(active=True).order_by("name")
    chooser.queryset = found.exclude(pk=besides.pk) if besides else found
