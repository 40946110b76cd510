"""What receivers answer, however odd, is an answer or none: never a fault of ours."""

import asyncio
import ssl
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address, ip_network

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from concord.subscribers.webhooks import Guard, posting
from concord.subscribers.webhooks.posting import Unanswered, post


async def answered(head):
    """What `post` makes of an answer with this head."""

    async def handle(_reader, writer):
        writer.write(head + b"\r\n\r\n")
        await writer.drain()
        writer.close()

    return await posted(handle)


async def posted(handle, tls=None):
    """What `post` makes of a receiver that does this."""
    async with await asyncio.start_server(handle, "127.0.0.1", 0, ssl=tls) as server:
        scheme, port = "https" if tls else "http", server.sockets[0].getsockname()[1]
        return await post(Guard([ip_network("127.0.0.0/8")]), f"{scheme}://127.0.0.1:{port}/", b"{}", {})


@pytest.mark.parametrize(
    "head", [b"220 smtp.example.org ESMTP", b"HTTP/1.1 OK", b"HTTP/1.1 \xb2\xb2\xb2 x", b"HTTP/2 200"]
)
async def test_what_is_not_http_is_no_answer(head):
    with pytest.raises(Unanswered, match="not HTTP"):
        await answered(head)


@pytest.mark.parametrize(
    ("value", "seconds"),
    [(b"120", 120.0), (b"-1", None), (b"\xb2", None), (b"soon", None), (b"Wed, 21 Oct 2015 07:28:00 GMT", 0)],
)
async def test_it_is_left_alone_for_as_long_as_it_says_and_can_be_read(value, seconds):
    answer = await answered(b"HTTP/1.1 503 x\r\nRetry-After: " + value)

    assert (answer.status, answer.retry_after) == (503, seconds)


async def test_who_does_not_answer_is_not_waited_for(monkeypatch):
    monkeypatch.setattr(posting, "TIMEOUT", 0.1)

    async def hang(reader, writer):
        await reader.read()  # until it is left
        writer.close()

    async with asyncio.timeout(20):
        with pytest.raises(Unanswered, match="no answer within"):
            await posted(hang)


async def test_a_head_that_does_not_end_is_not_kept():
    with pytest.raises(Unanswered, match="LimitOverrun"):
        await answered(b"HTTP/1.1 200 OK\r\nx: " + b"y" * 2 * posting.MOST_HEADERS)


@pytest.fixture
def of_nobody(tmp_path):
    """A certificate for the right address that nobody vouches for."""
    key, now = ec.generate_private_key(ec.SECP256R1()), datetime.now(UTC)
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "receiver")])
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
        .sign(key, hashes.SHA256())
    )
    pem, form = serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8
    file = tmp_path / "receiver.pem"
    file.write_bytes(
        key.private_bytes(pem, form, serialization.NoEncryption())
        + made.public_bytes(serialization.Encoding.PEM)
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file)
    return context


async def test_a_receiver_that_nobody_vouches_for_is_sent_nothing(of_nobody):
    came = []

    async def handle(reader, writer):
        came.append(await reader.read(1))
        writer.close()

    with pytest.raises(Unanswered, match="SSLCertVerificationError"):
        await posted(handle, of_nobody)
    assert came == []
