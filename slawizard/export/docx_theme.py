"""The theme of the DOCX: the colours and typefaces that Word offers whoever goes on writing in it."""

from __future__ import annotations

from html import escape

from slawizard.export.docx_look import Look

_NAMESPACE = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
# The theme's colours: a role of the house style, or a colour of its own.
_COLOURS = {
    "dk1": "ink",
    "lt1": "FFFFFF",
    "dk2": "heading",
    "lt2": "wash",
    "accent1": "accent",
    "accent2": "soft",
    "accent3": "2E7D4F",
    "accent4": "B26A00",
    "accent5": "B3261E",
    "accent6": "heading",
    "hlink": "accent",
    "folHlink": "soft",
}
_FILL = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
_LINE = f'<a:ln w="6350">{_FILL}</a:ln>'
_EFFECT = "<a:effectStyle><a:effectLst/></a:effectStyle>"


def theme_xml(look: Look) -> str:
    """word/theme.xml; the schema asks for three of each kind of fill, line and effect, which all stay plain."""
    colours = "".join(
        f'<a:{name}><a:srgbClr val="{look.colours.get(role, role)}"/></a:{name}>' for name, role in _COLOURS.items()
    )
    major, minor = _font(look.fonts["heading"]), _font(look.fonts["text"])
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><a:theme {_NAMESPACE} name="Agreement">'
        f'<a:themeElements><a:clrScheme name="Agreement">{colours}</a:clrScheme><a:fontScheme name="Agreement">'
        f"<a:majorFont>{major}</a:majorFont><a:minorFont>{minor}</a:minorFont></a:fontScheme>"
        f'<a:fmtScheme name="Agreement"><a:fillStyleLst>{_FILL * 3}</a:fillStyleLst><a:lnStyleLst>{_LINE * 3}'
        f"</a:lnStyleLst><a:effectStyleLst>{_EFFECT * 3}</a:effectStyleLst><a:bgFillStyleLst>{_FILL * 3}"
        "</a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>"
    )


def _font(name: str) -> str:
    return f'<a:latin typeface="{escape(name)}"/><a:ea typeface=""/><a:cs typeface=""/>'
