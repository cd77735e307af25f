"""An SMTP server for tests: python3-aiosmtpd, with faults on demand.

It takes one argument, the path of a JSON file: {"folder": "...", "tls": "none|starttls|implicit", "certificate": "...",
"key": "...", "user": "...", "password": "..."}. It prints its port, writes each message that it takes into messages.jsonl of the
folder and each command into events.jsonl, and obeys rules.json there:

[{"at": "MAIL|RCPT|DATA|END", "do": "reply 451 4.3.0 Later|hang|drop|take_hang|take_drop", "rcpt": "a@b", "times": 1}]

A rule without "rcpt" is for every recipient, one without "times" holds for ever. DATA is the answer to the command, END the one to
the message; take_* keeps the message before it does what it does. It ends when its standard input does.
"""
import asyncio
import json
import logging
import os
import ssl
import sys

import warnings

from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword

warnings.simplefilter("ignore")
logging.disable(logging.CRITICAL)
config = json.load(open(sys.argv[1]))
folder = config["folder"]
rules_file = os.path.join(folder, "rules.json")
state = {"seen": None, "rules": []}


def write(name, entry):
    with open(os.path.join(folder, name), "a") as file:
        file.write(json.dumps(entry) + "\n")
        file.flush()


def rule_for(at, rcpt=None):
    try:
        seen = os.stat(rules_file).st_ino
        if seen != state["seen"]:
            state["rules"] = json.load(open(rules_file))
            state["seen"] = seen
    except FileNotFoundError:
        return None
    for rule in state["rules"]:
        if rule["at"] == at and rule.get("rcpt") in (None, rcpt) and rule.get("times", 1) != 0:
            if "times" in rule:
                rule["times"] -= 1
            return rule["do"]
    return None


async def obey(do, server, take=None):
    """The reply to give, or None for the usual one."""
    if do is None:
        return None
    if do.startswith("take_"):
        take()
        do = do[len("take_"):]
    if do == "hang":
        write("events.jsonl", {"event": "hang"})
        await asyncio.sleep(3600)
    if do == "drop":
        server.transport.abort()
        return "421 4.4.2 Gone"
    return do[len("reply "):]


class Handler:
    async def handle_MAIL(self, server, session, envelope, address, options):
        write("events.jsonl", {"event": "MAIL"})
        reply = await obey(rule_for("MAIL"), server)
        if reply:
            return reply
        envelope.mail_from = address
        return "250 2.1.0 OK"

    async def handle_RCPT(self, server, session, envelope, address, options):
        reply = await obey(rule_for("RCPT", address), server)
        if reply:
            return reply
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 OK"

    async def handle_DATA(self, server, session, envelope):
        def take():
            write("messages.jsonl", {
                "from": envelope.mail_from, "to": envelope.rcpt_tos, "data": envelope.content.decode("utf-8", "replace"),
                "user": session.auth_data.decode() if isinstance(session.auth_data, bytes) else None, "tls": session.ssl is not None,
            })

        write("events.jsonl", {"event": "END"})
        reply = await obey(rule_for("END"), server, take)
        if reply:
            return reply
        take()
        return "250 2.0.0 Taken"


class Server(SMTP):
    def connection_made(self, transport):
        write("events.jsonl", {"event": "CONNECT"})
        super().connection_made(transport)

    async def smtp_DATA(self, arg):
        write("events.jsonl", {"event": "DATA"})
        reply = await obey(rule_for("DATA"), self)
        if reply:
            self._set_rset_state()
            await self.push(reply)
            return
        await super().smtp_DATA(arg)


def authenticate(server, session, envelope, mechanism, data):
    if isinstance(data, LoginPassword) and data.login.decode() == config["user"] and data.password.decode() == config["password"]:
        return AuthResult(success=True, auth_data=data.login)
    return AuthResult(success=False, handled=False)


async def main():
    tls = None
    if config.get("tls", "none") != "none":
        tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        tls.load_cert_chain(config["certificate"], config["key"])
    user = config.get("user")
    options = {
        "enable_SMTPUTF8": False, "hostname": "smtp.test", "timeout": 300,
        "tls_context": tls if config.get("tls") == "starttls" else None,
        "authenticator": authenticate if user else None, "auth_required": bool(user), "auth_require_tls": bool(tls) and config.get("tls") == "starttls",
    }
    loop = asyncio.get_running_loop()
    server = await loop.create_server(
        lambda: Server(Handler(), **options), "127.0.0.1", 0, ssl=tls if config.get("tls") == "implicit" else None)
    print(server.sockets[0].getsockname()[1], flush=True)
    await loop.run_in_executor(None, sys.stdin.read)
    os._exit(0)


asyncio.run(main())
