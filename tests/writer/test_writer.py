"""A language model's words on a page: from a real server, and only where the facts carry them."""

import json
import threading
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from voiceminer.data.wording import Told
from voiceminer.errors import EndpointError
from voiceminer.writer import Endpoint, estimate_of, written_of
from voiceminer.writer.checking import Draft, draft_of, faults_of

FACTS = json.dumps(
    {
        "topic": "Moving our old data",
        "came up in": "124 of 1,726 deals",
        "outcome": "supported: won 22 % with it, 45 % without",
        "quotes": ["Who moves the old rotas, you or us?", "The Access thing costs £11k."],
    },
    ensure_ascii=False,
)
GOOD = {
    "title": "Buyers ask who moves the old data",
    "sentence": "It came up in 124 of 1,726 deals, won 22 % of the time, 45 % without it.",
    "angle": "Answer “Who moves the old rotas, you or us?” on one page.",
}


@dataclass
class Server:
    """Answers each request with the next of `answers`: a status, or an answer's text."""

    answers: list = field(default_factory=list)
    asked: list = field(default_factory=list)
    url: str = ""


@pytest.fixture
def server():
    state = Server()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:  # the name that http.server calls
            body = json.loads(self.rfile.read(int(self.headers["content-length"])))
            state.asked.append((self.path, self.headers.get("authorization"), body))
            answer = state.answers.pop(0) if len(state.answers) > 1 else state.answers[0]
            status = answer if isinstance(answer, int) else 200
            text = answer if isinstance(answer, str) else json.dumps(answer)
            sent = json.dumps({"choices": [{"message": {"content": text}}]}).encode()
            self.send_response(status)
            if status == 429:
                self.send_header("retry-after", "7")
            self.send_header("content-length", str(len(sent)))
            self.end_headers()
            self.wfile.write(sent)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as running:
        thread = threading.Thread(target=running.serve_forever, daemon=True)
        thread.start()
        state.url = f"http://127.0.0.1:{running.server_port}/v1"
        yield state
        running.shutdown()


def endpoint(server: Server, **changed: object) -> Endpoint:
    made = Endpoint(url=server.url, model="small", sleep=lambda _: None)
    return replace(made, **changed)


def told(topic: str = "t-1", facts: str = FACTS) -> list[Told]:
    return [Told(topic_id=topic, facts=facts)]


def test_an_answer_from_the_facts_is_kept_and_asked_for_once(server, tmp_path) -> None:
    server.answers = [GOOD]
    asked = endpoint(server, key="secret")
    before = estimate_of(told(), asked, tmp_path)
    assert (before.requests, before.tokens_out) == (1, 300)
    assert 200 < before.tokens_in < 500
    assert before.cost(1.0, 2.0) == pytest.approx((before.tokens_in + 600) / 1e6)
    for _ in range(2):
        (wording,) = written_of(told(), asked, tmp_path).wordings
        assert wording.title == GOOD["title"]
    ((path, key, body),) = server.asked
    assert path == "/v1/chat/completions"
    assert key == "Bearer secret"
    assert body["model"] == "small"
    assert FACTS in body["messages"][1]["content"]
    assert estimate_of(told(), asked, tmp_path).requests == 0
    assert "secret" not in repr(asked)
    assert not [f for f in tmp_path.iterdir() if "secret" in f.read_text("utf-8")]


@pytest.mark.parametrize(
    ("changed", "fault"),
    [
        ({"sentence": "It came up in 125 of 1,726 deals."}, "sentence: the number 125"),
        ({"sentence": "It came up in twelve deals."}, "the number “twelve”"),
        ({"sentence": "Most deals ask it."}, "the number “Most”"),
        ({"angle": "Tell it with Acme."}, "angle: the name Acme"),
        ({"angle": "Acme asked who moves it."}, "angle: the name Acme"),
        ({"angle": "Answer “How long does it take?” first."}, "the quote “How long does it take?”"),
        ({"title": "[Buyers](https://evil.example) ask"}, "title: markup, a link"),
        ({"title": "Buyers\nask"}, "title: markup, a link or a line break"),
        ({"title": "Buyers ask " * 12}, "title: 131 characters, of 1 to 90"),
        ({"angle": ""}, "angle: 0 characters"),
    ],
)
def test_what_the_facts_do_not_carry_leaves_the_plain_text(server, changed, fault) -> None:
    server.answers = [GOOD | changed]
    made = written_of(told(), endpoint(server), None)
    assert made.wordings == ()
    assert fault in made.refused[0].why


@pytest.mark.parametrize("answer", ["no", "[]", "{}", '{"title": "x"}', ""])
def test_an_answer_in_another_form_leaves_the_plain_text(server, answer) -> None:
    server.answers = [answer]
    made = written_of(told(), endpoint(server), None)
    assert made.refused[0].why == "not the JSON that was asked for"


def test_a_fence_round_the_answer_does_no_harm() -> None:
    assert draft_of(f"```json\n{json.dumps(GOOD)}\n```") == Draft(**GOOD)
    assert faults_of(Draft(**GOOD), FACTS) == []


def test_a_busy_server_is_asked_again_after_as_long_as_it_says(server) -> None:
    server.answers = [429, 503, GOOD]
    waits: list[float] = []
    made = written_of(told(), endpoint(server, sleep=waits.append), None)
    assert len(made.wordings) == 1
    assert waits == [7.0, 2.0]


@pytest.mark.parametrize(("status", "tries"), [(500, 3), (401, 1), (404, 1)])
def test_a_server_that_fails_is_named_with_what_to_do(server, status, tries) -> None:
    server.answers = [status]
    with pytest.raises(EndpointError, match=rf"it answered {status}\. See that a server speaks"):
        written_of(told(), endpoint(server, retries=2), None)
    assert len(server.asked) == tries


def test_nobody_there_is_said_so() -> None:
    gone = Endpoint(url="http://127.0.0.1:9/v1", model="m", retries=1, sleep=lambda _: None)
    with pytest.raises(EndpointError, match="cannot be reached"):
        written_of(told(), gone, None)


def test_an_answer_that_is_no_chat_completion_names_the_address(server) -> None:
    server.answers = [GOOD]
    other = endpoint(server)

    class NoChoices:
        status_code = 200

        def json(self) -> dict[str, object]:
            return {"error": "no"}

    from voiceminer.writer.endpoint import _content

    with pytest.raises(EndpointError, match="ends before /chat/completions"):
        _content(NoChoices(), other.url)


@pytest.mark.parametrize(
    ("url", "local"),
    [
        ("http://localhost:11434/v1", True),
        ("http://127.0.0.1:8080/v1", True),
        ("http://[::1]:8080/v1", True),
        ("https://api.example/v1", False),
        ("http://localhost.evil.example/v1", False),
    ],
)
def test_only_this_machine_is_local(url, local) -> None:
    assert Endpoint(url=url, model="m").is_local is local
