"""How allauth fits in: nobody registers by themselves for an organisation, and it speaks our words."""

from __future__ import annotations

import base64
import hashlib
from functools import lru_cache
from smtplib import SMTPException
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet
from django.conf import settings
from django.core.mail import EmailMessage
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from yui.kernel.access import Refused
from yui.kernel.identity.acting import memberships_of
from yui.kernel.identity.models import Person
from yui.kernel.web import clock

_WRONG_CODE = _("番号が違います。いまアプリに出ている番号を、もう一度入れてください。")


class MailNotSent(Refused):
    """The mail server did not take a mail that somebody is waiting for."""

    code = "mail-not-sent"
    status = 503
    message = _("いまメールを送れません。入力は残っています。しばらくしてから、もう一度お試しください。")


class AccountAdapter(DefaultAccountAdapter):
    """Our words and rules in allauth's flows."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": _("このアカウントは止められています。団体の管理者に尋ねてください。"),
        "duplicate_email": _("このメールアドレスは、もう登録してあります。"),
        "email_password_mismatch": _("メールアドレスかパスワードが違います。大文字と小文字も確かめてください。"),
        "email_taken": _("このメールアドレスは使えません。"),
        "enter_current_password": _("いまのパスワードが違います。"),
        "incorrect_code": _WRONG_CODE,
        "incorrect_password": _("パスワードが違います。大文字と小文字も確かめてください。"),
        "invalid_password_reset": _("このリンクはもう使えません。"),
        "max_email_addresses": _("メールアドレスは%d件まで登録できます。"),
        "too_many_login_attempts": _(
            "続けて間違えたため、しばらくサインインできません。5分ほど待ってから、もう一度お試しください。"
        ),
        "unverified_primary_email": _("先に、このメールアドレスを確かめてください。"),
        "rate_limited": _("操作が続きすぎています。少し待ってから、もう一度お試しください。"),
        "cannot_remove_primary_email": _("サインインに使うメールアドレスは消せません。先に別のものを選んでください。"),
    }

    def save_user(self, request: HttpRequest, user: Any, form: Any, commit: bool = True) -> Any:
        """A new person is called by the local part of the address until they give their name."""
        user = super().save_user(request, user, form, commit=False)
        user.name = form.cleaned_data.get("name") or user.name or user.email.partition("@")[0]
        if commit:
            user.save()
        return user

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Somebody who acts for an organisation goes to the desk, a resident to the first page."""
        member = isinstance(request.user, Person) and memberships_of(request.user, on=clock.today())
        return str(settings.LOGIN_REDIRECT_URL) if member else "/"

    def render_mail(
        self, template_prefix: str, email: str | list[str], context: dict[str, Any], headers: Any = None
    ) -> EmailMessage:
        """A mail of plain text. It is rendered without the request: a mail has no furigana and no frame."""
        values = {name: value for name, value in context.items() if name not in {"request", "current_site"}}
        values["origin"] = settings.YUI_ORIGIN
        subject = " ".join(render_to_string(f"{template_prefix}_subject.txt", values).split())
        body = render_to_string(f"{template_prefix}_message.txt", values).strip() + "\n"
        to = [email] if isinstance(email, str) else email
        return EmailMessage(subject, body, self.get_from_email(), to, headers=headers)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send at once, or refuse with a sentence where the mail server does not answer."""
        try:
            self.render_mail(template_prefix, email, {"email": email, **context}).send()
        except (SMTPException, OSError) as error:
            raise MailNotSent from error


class MfaAdapter(DefaultMFAAdapter):
    """Our words for the second factor; its secrets are kept encrypted, so that a stolen backup opens no door."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "cannot_delete_authenticator": _("この確認方法は外せません。"),
        "cannot_generate_recovery_codes": _("先に、認証アプリかパスキーを登録してください。"),
        "incorrect_code": _WRONG_CODE,
        "unverified_email": _("先に、メールアドレスを確かめてください。"),
        "add_email_blocked": _("二要素認証を使っている間は、メールアドレスを加えられません。"),
    }

    def encrypt(self, text: str) -> str:
        return _box().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _box().decrypt(encrypted_text.encode()).decode()


@lru_cache(maxsize=1)
def _box() -> Fernet:
    """Opens with the installation's secret key, which is not in the database."""
    return Fernet(base64.urlsafe_b64encode(hashlib.sha256(b"yui.mfa:" + settings.SECRET_KEY.encode()).digest()))
