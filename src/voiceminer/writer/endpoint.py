"""Any server that speaks OpenAI's chat completions: one on this machine first of all."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from ipaddress import ip_address
from typing import Any
from urllib.parse import urlsplit

from voiceminer.errors import EndpointError, MissingExtraError

log = logging.getLogger(__name__)

# Worth another try: too many requests, and what a server says while it starts or is overrun.
AGAIN = frozenset({408, 429, 500, 502, 503, 504})
LONGEST_WAIT = 60.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Endpoint:
    """Where to ask, which model, and how patiently.

    `url` ends before `/chat/completions`. `timeout` is in seconds per request; `retries` are tries
    beyond the first, after 1, 2, 4… seconds or as long as the server asks for.
    """

    url: str
    model: str
    key: str = field(default="", repr=False)
    timeout: float = 60.0
    retries: int = 3
    sleep: Callable[[float], None] = field(default=time.sleep, repr=False)

    @property
    def is_local(self) -> bool:
        """Whether the server is on this machine, so that nothing leaves it."""
        host = urlsplit(self.url).hostname or ""
        try:
            return ip_address(host).is_loopback
        except ValueError:
            return host == "localhost"

    def answer(self, system: str, user: str, most_tokens: int) -> str:
        """What the model says.

        Raises
        ------
        EndpointError
            Where the server cannot be reached, refuses, or answers in another form.
        MissingExtraError
            Where httpx is not installed.
        """
        httpx = _httpx()
        body = {
            "model": self.model,
            "messages": [
                {"role": "system", "content": system},
                {"role": "user", "content": user},
            ],
            "temperature": 0,
            "max_tokens": most_tokens,
        }
        headers = {"Authorization": f"Bearer {self.key}"} if self.key else {}
        for tried in range(self.retries + 1):
            wait = 2.0**tried
            try:
                # no proxy, no netrc: what is sent goes where it was told to, and nowhere else
                response = httpx.post(
                    f"{self.url.rstrip('/')}/chat/completions",
                    json=body, headers=headers, timeout=self.timeout, trust_env=False,
                )  # fmt: skip
            except httpx.TimeoutException:
                problem = f"no answer within {self.timeout:g} seconds"
            except (httpx.TransportError, httpx.InvalidURL, httpx.UnsupportedProtocol) as error:
                problem = f"it cannot be reached ({error})"
            else:
                if response.status_code == 200:
                    return _content(response, self.url)
                problem = f"it answered {response.status_code}"
                if response.status_code not in AGAIN:
                    break
                wait = _asked_for(response, wait)
            if tried < self.retries:
                log.warning("%s: %s; another try in %g seconds", self.url, problem, wait)
                self.sleep(min(wait, LONGEST_WAIT))
        raise EndpointError(
            f"{self.url}: {problem}. See that a server speaks OpenAI's chat completions there,"
            f" knows the model {self.model} and takes the key; what was answered before is kept."
        )


def _content(response: Any, url: str) -> str:
    try:
        return str(response.json()["choices"][0]["message"]["content"] or "")
    except (ValueError, KeyError, IndexError, TypeError) as error:
        raise EndpointError(
            f"{url}: its answer is no chat completion ({type(error).__name__}). Give the address"
            " that ends before /chat/completions."
        ) from error


def _asked_for(response: Any, otherwise: float) -> float:
    try:
        return max(float(response.headers["retry-after"]), 0.0)
    except (KeyError, ValueError):
        return otherwise


def _httpx() -> Any:
    try:
        import httpx
    except ImportError as error:
        raise MissingExtraError(
            "voiceminer write: httpx is not installed, and a language model is asked with it."
            " Install it with: pip install 'voiceminer[llm]'"
        ) from error
    return httpx
