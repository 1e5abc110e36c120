"""Team chats: channels that customers share."""

from __future__ import annotations

from voiceminer.reading.fields import candidates
from voiceminer.reading.systems.system import System

# fmt: off
CHATS: tuple[System, ...] = (
    System(
        name="slack", what="messages", kind="chat", needs="ts text type user|botid|subtype",
        # all other subtypes tell of joining, renaming, pinning, or are posted by programs
        only="subtype=-|thread_broadcast|file_share|me_message",
        fields=candidates(
            id="ts", text="text", thread="threadts ts", author="user",
            author_name="userprofile.realname username", at="ts",
        ),
    ),
    System(
        name="slack", what="people", needs="id teamid profile.realname|profile.displayname",
        fields=candidates(
            id="id", name="profile.realname realname profile.displayname", email="profile.email",
            external="isstranger isrestricted isultrarestricted",
        ),
    ),
    System(
        name="slack", what="nothing", needs="id name purpose.value|topic.value creator",
        why="a list of channels, whose messages lie in their folders",
    ),
    System(
        name="teams", what="messages", kind="chat", needs="messagetype body.content",
        only="messagetype=message",
        fields=candidates(
            id="id", text="body.content", subject="subject",
            thread="chatid replytoid parent.id id", author="from.user.id",
            author_name="from.user.displayname", at="createddatetime",
        ),
    ),
)
