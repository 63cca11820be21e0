"""What a browser would be sent through a proxy: one session over the websocket, read until its script has ended."""

import time

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import connect

SECONDS = 60


def first_page(address: str, origin: str) -> bytes:
    """Everything the server sends to a session opened at `ws://…` by a page of `origin`."""
    with connect(
        f"{address}/_stcore/stream", origin=origin, subprotocols=["streamlit"], max_size=None, proxy=None
    ) as socket:
        socket.send(BackMsg(rerun_script={"query_string": "lang=en"}).SerializeToString())
        sent, deadline = b"", time.monotonic() + SECONDS
        while time.monotonic() < deadline:
            data = socket.recv(timeout=SECONDS)
            assert isinstance(data, bytes)
            sent += data
            message = ForwardMsg.FromString(data)
            if message.WhichOneof("type") == "script_finished" and message.script_finished != 2:
                return sent
    raise TimeoutError(address)
