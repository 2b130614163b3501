"""The words of the field as pure values: codes, dates, names, numbers that every room of the office uses.

A *value* is what a form cell holds once it has been understood: immutable, comparable, without database and without
Django. Three words return in every module here:

- *typed*: the text as a person or a file gave it. We keep it, byte for byte, beside whatever we understood.
- *compared*: a key made from typed text so that two spellings of one thing become equal. Never shown, never stored
  instead.
- *unreadable*: typed text that cannot be the value. The refusal says why in Japanese and, where one can know it,
  what was meant.

A *profile* is a way of writing a value for somebody else: `gif` for the Government Interoperability Framework of
the Digital Agency, `municipal` for the standard open data sets of local governments. Both are written from the same
value, so nothing is lost between them.

| module | holds |
|---|---|
| `government_code` | 全国地方公共団体コード with its check digit |
| `municipalities` | every prefecture, city, ward, town and village with code, name and kana |
| `era_dates`, `partial_dates` | 和暦 and weekdays; dates as typed, with unknown parts |
| `period`, `fiscal_year` | from – to; 年度 |
| `text`, `variant_kanji`, `kana`, `numerals` | text as compared, 異体字, かな, 漢数字 |
| `phone` (with `area_codes`), `postal_code`, `money` | 電話番号, 郵便番号, 金額 |

Addresses and meshes are not here yet.
"""
