"""奖支: executable incentive policies for townships, exact and explained.

The public face for Python is ``jiangzhi.api``; the command line is ``jiangzhi``.
"""

__version__: str


def __getattr__(name: str) -> str:
    """``__version__``, looked up when it is asked for: not every command needs it."""
    if name != "__version__":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib.metadata import version

    return version("jiangzhi")
