"""The browser's long line about itself as two words its owner knows. Pure; a guess, never a proof."""

BROWSERS = (  # the first that fits: most browsers also claim to be those below them
    ("WhatsApp", "WhatsApp"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("Opera Mini/", "Opera Mini"),
    ("OPR/", "Opera"),
    ("EdgA/", "Edge"),
    ("Edg/", "Edge"),
    ("UCBrowser/", "UC Browser"),
    ("MiuiBrowser/", "Mi Browser"),
    ("Firefox/", "Firefox"),
    ("FxiOS/", "Firefox"),
    ("CriOS/", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
SYSTEMS = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("CrOS", "Chromebook"),
    ("Macintosh", "Mac"),
    ("Linux", "Linux"),
)


def device_name(agent: str) -> str:
    """What an HTTP User-Agent tells about browser and machine.

    >>> device_name("Mozilla/5.0 (Linux; Android 11; A03) Chrome/120.0 Mobile Safari/537.36")
    'Chrome di Android'
    >>> device_name(""), device_name("Mozilla/5.0 (Windows NT 10.0; Win64)")
    ('Perangkat tidak dikenal', 'Peramban di Windows')
    """
    browser = next((word for sign, word in BROWSERS if sign in agent), "")
    system = next((word for sign, word in SYSTEMS if sign in agent), "")
    if not system:
        return browser or "Perangkat tidak dikenal"
    return f"{browser or 'Peramban'} di {system}"
