"""What may not be public unnoticed: detectors that read text and say what they found, where, and what to do about it.

The detectors (`detectors/`) are pure; `inspection` puts them
together. `passages` reads the texts of an item, `attachments` those of its files. Sources: R60, R131-R132; Luật 91/2025/QH15 on
personal data; NĐ 13/2018/NĐ-CP Đ7 (information that is not accessible is taken out before publication).
"""
