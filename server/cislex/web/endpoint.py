"""`/sparql`, the endpoint of the SPARQL 1.1 Protocol.

A request that comes again word for word is answered from the cache, without being read.
"""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from cislex import answers, sparql
from cislex.errors import QueryError
from cislex.formats import Kind
from cislex.sparql import Question
from cislex.web import graphs, protocol, replies
from cislex.web.errors import InQuery
from cislex.web.protocol import Operation
from cislex.web.replies import Reply, Wish
from cislex.web.serving import Site, Snapshot


def answer(site: Site, snapshot: Snapshot, environ: dict[str, Any]) -> Reply | Operation:
    """The reply to a request; the operation itself where the client likes a page best.

    Raises:
        HTTPException: the request is no operation of the protocol; says why.
        InQuery: the query cannot be answered.
    """
    wish = Wish.of(environ)
    protocol.check_method(wish.method, protocol.METHODS)
    if wish.method == "OPTIONS":
        return replies.options(protocol.METHODS)
    maximum = site.settings.maximum_query_bytes
    message = protocol.receive(environ, protocol.longest_body(maximum))
    key = snapshot.identifier, message, wish.accept, wish.accept_encoding
    kept: Reply | None = snapshot.cache.get(key)
    if kept is not None:
        return kept.sent_to(wish)
    operation = protocol.read(message, maximum)
    if operation.query is None:
        return graphs.description(site, snapshot, environ) or operation
    kind = sparql.kind(operation.query) or Kind.RESULTS
    form = protocol.choose_answer(kind, wish.accept)
    if form is None:
        return operation
    question = Question(operation.query, form, operation.default_graphs, operation.named_graphs)
    try:
        reply = replies.of_answer(snapshot, question, wish)
    except QueryError as error:
        raise InQuery(error, operation.query) from error
    is_whole = reply.status == HTTPStatus.OK and reply.size is not None
    if is_whole and not answers.is_changing(operation.query):
        texts = message.bytes + 4 * (len(wish.accept) + len(wish.accept_encoding))
        snapshot.cache.put(key, reply, (reply.size or 0) + texts)
    return reply.sent_to(wish)
