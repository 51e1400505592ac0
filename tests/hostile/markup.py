"""What strangers write in the hope that it is taken for something else than text."""


def markup(site: str) -> list[str]:
    """Names that would run, load, hide or reorder something if they were not shown as text.

    ``site``: the address of a web server that must not hear of them.
    """
    host = site.removeprefix("http://").strip("/")
    return [
        "<img src=x onerror=window.pwned=1>",
        f"<img src=//{host}>",
        "<script>window.pwned=1<\u2215script>",
        "<svg onload=window.pwned=1>",
        f"<iframe src=//{host}>",
        f"<style>*{{background:url(//{host})}}",
        '"onmouseover=window.pwned=1 x="',
        "'-window.pwned=1-'",
        "`${window.pwned=1}`",
        "{{constructor.constructor('window.pwned=1')()}}",
        "{@html '<b>window.pwned=1<b>'} {name} {n}",
        "javascript:window.pwned=1",
        "&lt;b&gt; &amp; &#x3c;i&#x3e;",
        "%s %d %n %(name)s {0} \\x41 \\u0041",
        "\u202egnp.exe\u202c \u2066isolated \u200b\ufeffzero",
        "\x1b[31mred\x1b[0m \x07 bell",
        "👩‍👩‍👧‍👦🏳️‍🌈 é̂̃̄ ﷽",
        "--help; $(touch pwned) `touch pwned` | true",
        "= cmd|' C'!A0",
        "long " + "W" * 200,
    ]
