#!/usr/bin/env python3
"""Cut the recordings of this folder out of the raw captures of real coding agents.

    python3 tests/transcripts/make.py CAPTURES_FOLDER

Plain Python 3.10 or newer, no packages. The output depends on the captures only, so a second run
changes nothing. Every recording is folded again and compared with what the program itself had
stored; any difference stops the script, and then no file has been touched.

To take another capture or another turn, change the tables V2 and V1 below.
"""

import json
import re
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent

# name: (capture, turn from 0, tools and events that the turn must show)
V2 = {
    "chat": ("plain-chat", 0, {"message.part.delta"}),
    "reasoning": ("reasoning", 0, {"part reasoning", "part text"}),
    "edit": ("tools-edit", 0, {"tool read", "tool edit", "tool write", "tool bash", "part patch"}),
    "todo": ("todo", 0, {"tool todowrite", "todo.updated"}),
    "question": ("question", 0, {"tool question", "question.asked", "question.replied"}),
    "permission": ("permission", 0, {"tool bash", "permission.asked", "permission.replied"}),
    "subagent": ("subagent", 0, {"tool task", "tool read"}),
    "error": ("error-402", 0, {"session.error"}),
    "abort": ("abort-text", 0, {"session.error", "session.idle"}),
    "long": ("long", 0, {"message.part.delta"}),
}

V1 = {
    "chat": ("roo-chat", 0, {"say completion_result"}),
    "tools": (
        "roo-tools-approve",
        0,
        {"ask readFile", "ask appliedDiff", "ask newFileCreated", "ask command"},
    ),
    "followup": ("roo-followup", 0, {"ask followup", "say user_feedback"}),
}

# name: (capture, whether deltas are kept, how many lines where not all). Captures for the orders and forms that they show;
# what a program stored at their end is not kept.
V2_SHAPES = {
    "abort-tool": ("v2/abort-tool", True),
    "broken-stream": ("v2/error-drop", True),
    "compaction": ("v2/compaction", False),
    "endings": ("v2/finish-reasons", True),
    "no-model": ("v2/error-model", True),
    "older": ("v2-compat/opencode-1.1.53/todo", True),
    "overflow": ("v2/error-overflow", False),
    "parallel": ("v2/parallel-tools", True),
    "permission-abort": ("v2/permission-abort", True),
    "permissions": ("v2/permission", False),
    "retry": ("v2/error-429-retry", True),
    "revert": ("v2/revert", False),
    "shell": ("v2/shell-command", False),
    "tool-errors": ("v2/tool-errors", True),
    "transient": ("v2-compat/kilo-7.7.7/shell-command", False, 120),
    "twins": ("v2-compat/opencode-1.18.33-global-event/tools-edit", False, 140),
    "two-sessions": ("v2/two-sessions", False),
}
V1_SHAPES = {
    "command-output": "roo-command-output",
    "cancel": "cline-cancel-command",
    "cline": "cline-tools-yolo",
    "cline-reasoning": "cline-reasoning",
    "countdown": "roo-error-500-yolo",
    "mistakes": "roo-mistakes",
}

# What of a bus event belongs to the conversation, and what is the program talking to itself.
# A type that is in neither stops the script, so that nothing is dropped by oversight.
CONVERSATION = ("session.", "message.", "todo.", "question.", "permission.")
NOISE = {
    "server.connected",
    "server.heartbeat",
    "plugin.added",
    "catalog.updated",
    "integration.updated",
    "reference.updated",
    "file.edited",
    "file.watcher.updated",
}

# What the capture notes beside the messages: what the recording did, and a side channel of Roo Code
# that the V1 stream does not have (its text comes again as `say: command_output`).
HARNESS = {"invoke", "reply", "cancel", "end", "commandExecutionStatus"}

# The programs' own instructions to the model, which nobody needs in a test.
TRIMMED = "(trimmed)"
OWN_BLOCKS = re.compile(r"<(environment_details|system-reminder|env)>.*?</\1>", re.DOTALL)
OWN_FIELDS = {("metadata", "request"), ("info", "system")}
OWN_PATHS = re.compile(r"/(?:home/user|root|tmp)/")
LEFT_BEHIND = re.compile(r"environment_details|system-reminder|/(?:home|root|tmp|Users)/")


class Broken(Exception):
    """A capture that does not hold what this script promises."""


def main(arguments):
    if len(arguments) != 1 or not Path(arguments[0], "v2").is_dir():
        sys.exit(__doc__)
    captures = Path(arguments[0])
    try:
        files = {}
        for name, recipe in V2.items():
            files.update(make_v2(captures, name, *recipe))
        for name, recipe in V1.items():
            files.update(make_v1(captures, name, *recipe))
        for name, (capture, *recipe) in V2_SHAPES.items():
            files[f"v2/shapes/{name}.jsonl"] = v2_shape(captures / capture, *recipe)
        for name, capture in V1_SHAPES.items():
            files[f"v1/shapes/{name}.jsonl"] = v1_shape(captures / "v1" / capture)
        check_trimmed(files)
    except Broken as broken:
        sys.exit(f"nothing written: {broken}")
    for path, text in files.items():
        target = HERE / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8", newline="\n")
    print(f"{len(files)} files, {sum(len(text.encode()) for text in files.values())} bytes")


# --- V2 ------------------------------------------------------------------------------------------


def make_v2(captures, name, capture, turn, needs):
    folder = captures / "v2" / capture
    lines = v2_turn(read_lines(folder / "events.jsonl"), turn, name)
    events = [event for _, event in lines]
    missing = needs - set(v2_features(events))
    require(not missing, f"v2/{name} does not show {sorted(missing)}")

    stored = {}
    for path in sorted(folder.glob("messages*.json")):
        messages = json.loads(path.read_text(encoding="utf-8"))
        stored[messages[0]["info"]["sessionID"]] = messages
    folded = v2_fold(events, name)
    require(folded.keys() <= stored.keys(), f"v2/{name} has a session that nothing was stored of")

    files = {f"v2/{name}.jsonl": recording(lines)}
    for number, session in enumerate(folded):
        ids = {message["info"]["id"] for message in folded[session]}
        expected = trim([message for message in stored[session] if message["info"]["id"] in ids])
        require_equal(folded[session], expected, f"v2/{name} {session}")
        suffix = f".child.{number}" if number else ""
        files[f"v2/{name}{suffix}.messages.json"] = pretty(expected)
    report(f"v2/{name}", lines, prompt_of(folded), answer_of(folded), v2_tools(events))
    return files


def v2_turn(lines, turn, name):
    """One prompt of the root session, with all that follows it until the next prompt, and what
    still arrives for its messages after that. What tells of the session itself (its creation and
    its title) is kept in front of it."""
    root, current, owners, kept = None, -1, {}, []
    for at, event in lines:
        kind, properties = event["type"], event["properties"]
        if kind in NOISE:
            continue
        known_use = kind.startswith(CONVERSATION) and "sessionID" in properties
        require(known_use, f"v2/{name} has an event of unknown use: {kind}")
        root = root or properties["sessionID"]
        message = message_of(event)
        if message not in owners and is_prompt(event, root):
            current += 1
        if message:
            belongs = owners.setdefault(message, current) == turn
        elif current < turn:
            belongs = kind in ("session.created", "session.updated")
        else:
            belongs = current == turn
        if belongs:
            kept.append((at, trim(event)))
    require(current >= turn, f"v2/{name} has no turn {turn}")
    return from_zero(kept, name)


def is_prompt(event, root):
    if event["type"] != "message.updated":
        return False
    info = event["properties"]["info"]
    return info["role"] == "user" and info["sessionID"] == root


def message_of(event):
    properties = event["properties"]
    if event["type"] == "message.updated":
        return properties["info"]["id"]
    if event["type"] == "message.part.updated":
        return properties["part"]["messageID"]
    return properties.get("messageID") if event["type"].startswith("message.") else None


def v2_fold(events, name):
    """The plainest reader: messages and parts are replaced by id and stay where they first
    appeared; a delta is added to a part that must be there. The final text of a part must be
    what its deltas had made."""
    sessions = {}
    for event in events:
        kind, properties = event["type"], event["properties"]
        require(not kind.endswith(".removed"), f"v2/{name}: {kind} is not folded here")
        messages = sessions.setdefault(properties["sessionID"], {})
        try:
            if kind == "message.updated":
                info = properties["info"]
                messages.setdefault(info["id"], {"info": info, "parts": {}})["info"] = info
            elif kind == "message.part.updated":
                part = properties["part"]
                parts = messages[part["messageID"]]["parts"]
                before = parts.get(part["id"], part)
                same = before.get("text") == part.get("text")
                require(same, f"v2/{name}: the deltas of {part['id']} do not make its final text")
                parts[part["id"]] = dict(part)
            elif kind == "message.part.delta":
                part = messages[properties["messageID"]]["parts"][properties["partID"]]
                part[properties["field"]] += properties["delta"]
        except KeyError as unknown:
            raise Broken(f"v2/{name}: {kind} before its parent {unknown}") from unknown
    return {
        session: [
            {"info": message["info"], "parts": list(message["parts"].values())}
            for message in messages.values()
        ]
        for session, messages in sessions.items()
    }


def v2_features(events):
    for event in events:
        yield event["type"]
        if event["type"] == "message.part.updated":
            part = event["properties"]["part"]
            yield f"part {part['type']}"
            if part["type"] == "tool" and part["state"]["status"] == "completed":
                yield f"tool {part['tool']}"


def v2_tools(events):
    parts = [
        event["properties"]["part"] for event in events if event["type"] == "message.part.updated"
    ]
    return in_order(part["tool"] for part in parts if part["type"] == "tool")


def prompt_of(sessions):
    root = next(iter(sessions.values()))
    return root[0]["parts"][0]["text"]


def answer_of(sessions):
    root = next(iter(sessions.values()))
    texts = [part["text"] for message in root[1:] for part in message["parts"] if "text" in part]
    error = root[-1]["info"].get("error", {"data": {}})
    return texts[-1] if texts else error["data"].get("message", "")


# --- V1 ------------------------------------------------------------------------------------------


def make_v1(captures, name, capture, turn, needs):
    folder = captures / "v1" / capture
    source = (folder / "events.jsonl").read_text(encoding="utf-8").splitlines()
    lines = v1_turn([json.loads(line) for line in source], turn, name)
    events = [event for _, event in lines]
    missing = needs - set(v1_features(events))
    require(not missing, f"v1/{name} does not show {sorted(missing)}")

    folded = v1_fold(events, name)
    times = {message["timestamp"] for message in folded}
    stored = json.loads((folder / "messages.json").read_text(encoding="utf-8"))
    expected = [v1_wire(message) for message in stored if message["ts"] in times]
    require_equal(folded, expected, f"v1/{name}")
    answers = [message.get("content", "") for message in folded if message["type"] == "say"]
    report(f"v1/{name}", lines, folded[0]["content"], answers[-1], v1_tools(events))
    return {f"v1/{name}.jsonl": recording(lines), f"v1/{name}.messages.json": pretty(expected)}


def v1_turn(entries, turn, name):
    """One task or one answer to `ask: completion_result`, and what still arrives for its
    messages afterwards. The wire cannot take a message back, so a turn in which the program did
    is refused."""
    current, owners, kept = 0, {}, []
    for entry in entries:
        kind = entry["kind"]
        if kind == "reply" and entry["ask"] == "completion_result":
            current += 1
        if kind == "state":
            require("removed" not in entry or current > turn, f"v1/{name} takes messages back")
            changed = [change["message"] for change in entry["changed"]]
        elif kind in ("messageUpdated", "partialMessage"):
            changed = [entry["message"]]
        else:
            require(kind in HARNESS, f"v1/{name} has an entry of unknown use: {kind}")
            continue
        for message in changed:
            if owners.setdefault(message["ts"], current) == turn:
                kept.append((entry["at"], v1_wire(message)))
    require(kept, f"v1/{name} has no turn {turn}")
    return from_zero(kept, name)


def v1_wire(message):
    """A message of the program in the form of the JSON lines of the V1 stream."""
    kind = message["type"]
    wire = {
        "timestamp": message["ts"],
        "source": "extension",
        "type": kind,
        kind: message[kind],
    }
    if "partial" in message:
        wire["partial"] = message["partial"]
    text = message.get("text") or ""
    parsed = json_or_none(text)
    if isinstance(parsed, (dict, list)):
        wire["metadata"] = parsed
    elif text:
        wire["content"] = text
    others = message.keys() - {"ts", "type", "ask", "say", "text", "partial"}
    wire.update((key, message[key]) for key in message if key in others)
    return trim(wire)


def v1_fold(events, name):
    """The plainest reader: the time stamp is the identity, each line replaces the whole."""
    messages = {}
    for event in events:
        known = messages.setdefault(event["timestamp"], event)
        same = all(known.get(key) == event.get(key) for key in ("type", "say", "ask"))
        require(same, f"v1/{name}: {event['timestamp']} is the time of two messages")
        messages[event["timestamp"]] = event
    return list(messages.values())


def v1_features(events):
    for event in events:
        kind = event["type"]
        yield f"{kind} {event[kind]}"
        if event[kind] == "tool":
            yield f"{kind} {event['metadata']['tool']}"


def v1_tools(events):
    names = (
        event["metadata"]["tool"] if event[event["type"]] == "tool" else event[event["type"]]
        for event in events
        if event["type"] == "ask" and not event.get("partial")
    )
    return in_order(names)


# --- shapes --------------------------------------------------------------------------------------


def v2_shape(folder, with_deltas, limit=None):
    lines = []
    for at, event in read_lines(folder / "events.jsonl"):
        kind = event.get("payload", event)["type"]
        is_delta = kind == "message.part.delta" or "delta" in event.get("properties", {})
        if kind in NOISE or (is_delta and not with_deltas):
            continue
        lines.append((at, shorten(trim(event))))
    return recording(from_zero(lines[:limit], folder.name))


def v1_shape(folder):
    lines = []
    for entry in map(json.loads, (folder / "events.jsonl").open(encoding="utf-8")):
        changed = [change["message"] for change in entry.get("changed", [])]
        changed += [entry["message"]] if "message" in entry else []
        lines += [(entry["at"], shorten(v1_wire(message))) for message in changed]
    return recording(from_zero(lines, folder.name))


def shorten(value, key=None):
    """Long outputs are cut; the words of messages are not, for their deltas must make them."""
    if isinstance(value, dict):
        is_synthetic = value.get("synthetic") is True
        return {
            name: shorten(inner, None if is_synthetic else name) for name, inner in value.items()
        }
    if isinstance(value, list):
        return [shorten(inner) for inner in value]
    if isinstance(value, str) and len(value) > 300 and key not in ("text", "delta", "content"):
        return OWN_PATHS.sub("/workspace/", value[:80]) + TRIMMED
    return OWN_PATHS.sub("/workspace/", value) if isinstance(value, str) else value


# --- both ----------------------------------------------------------------------------------------


def read_lines(path):
    with path.open(encoding="utf-8") as source:
        entries = [json.loads(line) for line in source]
    return [(entry["at"], entry["event"]) for entry in entries]


def from_zero(lines, name):
    start = lines[0][0]
    lines = [(at - start, event) for at, event in lines]
    times = [at for at, _ in lines]
    require(times == sorted(times), f"{name}: the clock of the capture went back")
    return lines


def trim(value, owner=None):
    if isinstance(value, dict):
        return {
            key: TRIMMED if (owner, key) in OWN_FIELDS else trim(inner, key)
            for key, inner in value.items()
        }
    if isinstance(value, list):
        return [trim(inner) for inner in value]
    if isinstance(value, str):
        return OWN_BLOCKS.sub(TRIMMED, value)
    return value


def check_trimmed(files):
    for path, text in files.items():
        found = LEFT_BEHIND.search(text)
        require(not found, f"{path} still holds {found and found.group()!r}")


def recording(lines):
    return "".join(
        compact({"n": number, "at": at, "event": event}) + "\n"
        for number, (at, event) in enumerate(lines)
    )


def compact(value):
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def pretty(value):
    return json.dumps(value, ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def json_or_none(text):
    try:
        return json.loads(text)
    except ValueError:
        return None


def in_order(values):
    return list(dict.fromkeys(values))


def require(condition, complaint):
    if not condition:
        raise Broken(complaint)


def require_equal(folded, stored, where):
    for path, left, right in differences(folded, stored):
        raise Broken(f"{where}{path}: folded {str(left)[:200]!r}, stored {str(right)[:200]!r}")


def differences(left, right, path=""):
    if isinstance(left, dict) and isinstance(right, dict):
        for key in sorted(left.keys() | right.keys()):
            yield from differences(
                left.get(key, "(absent)"), right.get(key, "(absent)"), f"{path}.{key}"
            )
    elif isinstance(left, list) and isinstance(right, list) and len(left) == len(right):
        for index, pair in enumerate(zip(left, right)):
            yield from differences(*pair, f"{path}[{index}]")
    elif left != right or type(left) is not type(right):
        yield path, left, right


def report(where, lines, prompt, answer, tools):
    size = sum(len(compact(event)) for _, event in lines)
    print(
        f"{where}: {len(lines)} lines, {lines[-1][0]} ms, {size // 1024} kB of events\n"
        f"    prompt: {prompt}\n    answer: {answer[:70]!r}\n    tools:  {' '.join(tools) or '-'}"
    )


if __name__ == "__main__":
    main(sys.argv[1:])
