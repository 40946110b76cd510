"""What a server has to be told so that it trusts the operator: a part of its configuration file."""

import json

from concord.accounts.operator import Operator

TEMPLATE = """
operator: {operator}
system_account: {system}

resolver {{
    type: full                  # accounts are kept in a folder and passed on within the cluster
    dir: {folder}
    allow_delete: false
    interval: "2m"
    limit: 100000
}}

resolver_preload {{
    {system}: {system_jwt}
    {platform}: {platform_jwt}
}}
"""


def configuration(operator: Operator, folder: str) -> str:
    """`folder`: where the server keeps accounts. Nothing in it is secret: public keys and signed claims."""
    return TEMPLATE.format(
        operator=operator.jwt,
        system=operator.system.public,
        folder=json.dumps(folder, ensure_ascii=False),
        system_jwt=operator.system_jwt(),
        platform=operator.platform.public,
        platform_jwt=operator.platform_jwt(),
    )
