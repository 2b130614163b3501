"""allauth's forms in our words: labels and hints instead of placeholders, which vanish as one types."""

from __future__ import annotations

from typing import Any

from allauth.account import forms as account
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from django import forms
from django.contrib.auth.hashers import make_password
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

_LABELS = {
    "login": _("メールアドレス"),
    "email": _("メールアドレス"),
    "password": _("パスワード"),
    "oldpassword": _("いまのパスワード"),
    "password1": _("新しいパスワード"),
    "password2": _("新しいパスワード（もう一度）"),
    "remember": _("ブラウザーを閉じても、サインインしたままにする"),
    "code": _("6けたの番号"),
    "name": _("呼び名"),
    "passwordless": _("パスワードなしで、このパスキーだけでサインインする"),
}
_HINTS = {
    "password": "",
    "oldpassword": "",
    "password1": _("10文字以上。ほかのサイトと違うものにしてください。"),
    "remember": _("みんなで使う端末では、しるしを付けないでください。"),
    "passwordless": _("指紋・顔・PINなどで、本人であることを確かめます。"),
}


class _InOurWords:
    """Sets labels and hints, takes placeholders away."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():  # type: ignore[attr-defined]  # beside a form, never alone
            field.widget.attrs.pop("placeholder", None)
            field.label = _LABELS.get(name, field.label)
            field.help_text = _HINTS.get(name, field.help_text)


class LoginForm(_InOurWords, account.LoginForm):
    """Address and password."""


class SignupForm(_InOurWords, account.SignupForm):
    """A resident's new account: address, password, and a name if they like."""

    name = forms.CharField(max_length=80, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("お名前")
        self.fields["name"].help_text = _("画面でお呼びするときに使います。あとで変えられます。")
        self.fields["name"].widget.attrs["autocomplete"] = "name"
        self.fields["password1"].label = _("パスワード")
        self.fields["password2"].label = _("パスワード（もう一度）")

    def try_save(self, request: HttpRequest) -> Any:
        """Keep the new account; with an address known already take as long, so that the time tells nobody."""
        if self.account_already_exists:
            make_password(self.cleaned_data["password1"])
        return super().try_save(request)


class AddEmailForm(_InOurWords, account.AddEmailForm):
    """Another address."""


class ChangePasswordForm(_InOurWords, account.ChangePasswordForm):
    """The old password and the new one twice."""


class SetPasswordForm(_InOurWords, account.SetPasswordForm):
    """A first password."""


class ResetPasswordForm(_InOurWords, account.ResetPasswordForm):
    """Where to send the link for a new password."""


class ResetPasswordKeyForm(_InOurWords, account.ResetPasswordKeyForm):
    """The new password of somebody who came by that link."""


class ReauthenticateForm(_InOurWords, account.ReauthenticateForm):
    """The password once more."""


class AuthenticateForm(_InOurWords, mfa.AuthenticateForm):
    """The number of the authenticator app, or a recovery code."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].help_text = _("認証アプリの番号か、控えておいた回復コードを入れてください。")


class ReauthenticateByCodeForm(_InOurWords, mfa.ReauthenticateForm):
    """The number once more."""


class ActivateTOTPForm(_InOurWords, totp.ActivateTOTPForm):
    """The first number of a new authenticator app."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].help_text = _("アプリに出ている番号を入れてください。")
        self.fields["code"].widget.attrs["inputmode"] = "numeric"


class AddWebAuthnForm(_InOurWords, webauthn.AddWebAuthnForm):
    """A new passkey and what to call it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].help_text = _("どの端末のものか分かる名前。例：職場のパソコン")
        self.fields["passwordless"].initial = True


class EditWebAuthnForm(_InOurWords, webauthn.EditWebAuthnForm):
    """Another name for a passkey."""
