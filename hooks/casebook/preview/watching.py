"""存了文件马上知道。"""

from collections.abc import Iterable
from typing import Any

_QUIET = 0.03
"""文件不再变化多少秒之后开始编。"""


def watch_saves(server: Any, paths: Iterable[str]) -> Any:
    """主机的预览服务器改由系统通知哪个文件存了，不再每半秒把全部文件看一遍。

    `paths` 是它已经在看的。
    """
    from watchdog import events
    from watchdog.observers import Observer

    saved = [
        events.FileModifiedEvent,
        events.FileCreatedEvent,
        events.FileDeletedEvent,
        events.FileMovedEvent,
    ]

    class SavesObserver(Observer):  # type: ignore[misc, valid-type] # Observer 是按系统挑的
        """只报存了、加了、删了；光是读不算，不然一编又触发一次。"""

        def schedule(self, handler: Any, path: str, *, recursive: bool = False) -> Any:
            return super().schedule(handler, path, recursive=recursive, event_filter=saved)

    paths = list(paths)
    for path in paths:
        server.unwatch(path)
    server.observer = SavesObserver()
    server.build_delay = _QUIET
    for path in paths:
        server.watch(path)
    return server
