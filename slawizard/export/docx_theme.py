"""The theme of the DOCX: the colours and typefaces that Word offers whoever goes on writing in it."""

from __future__ import annotations

from slawizard.export.docx_styles import ACCENT, INK, NAVY, SANS, SERIF, SOFT

_NAMESPACE = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
_COLORS = {
    "dk1": INK,
    "lt1": "FFFFFF",
    "dk2": NAVY,
    "lt2": "EAF1F7",
    "accent1": ACCENT,
    "accent2": SOFT,
    "accent3": "2E7D4F",
    "accent4": "B26A00",
    "accent5": "B3261E",
    "accent6": NAVY,
    "hlink": ACCENT,
    "folHlink": SOFT,
}
_FILL = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
_LINE = f'<a:ln w="6350">{_FILL}</a:ln>'
_EFFECT = "<a:effectStyle><a:effectLst/></a:effectStyle>"


def theme_xml() -> str:
    """word/theme.xml; the schema asks for three of each kind of fill, line and effect, which all stay plain."""
    colors = "".join(f'<a:{name}><a:srgbClr val="{value}"/></a:{name}>' for name, value in _COLORS.items())
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><a:theme {_NAMESPACE} name="Agreement">'
        f'<a:themeElements><a:clrScheme name="Agreement">{colors}</a:clrScheme><a:fontScheme name="Agreement">'
        f"<a:majorFont>{_font(SANS)}</a:majorFont><a:minorFont>{_font(SERIF)}</a:minorFont></a:fontScheme>"
        f'<a:fmtScheme name="Agreement"><a:fillStyleLst>{_FILL * 3}</a:fillStyleLst><a:lnStyleLst>{_LINE * 3}'
        f"</a:lnStyleLst><a:effectStyleLst>{_EFFECT * 3}</a:effectStyleLst><a:bgFillStyleLst>{_FILL * 3}"
        "</a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>"
    )


def _font(name: str) -> str:
    return f'<a:latin typeface="{name}"/><a:ea typeface=""/><a:cs typeface=""/>'
