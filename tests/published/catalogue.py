"""The 24 published agreements by the names of their draft files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from slawizard.agreement.agreement import Agreement
from tests.published import (
    sla_01_aws_ec2,
    sla_05_google_vertex_search,
    sla_07_azure_fhir,
    sla_09_tencent_cvm,
    sla_13_upcloud,
    sla_16_github_enterprise,
    sla_18_slack,
    sla_23_zonos,
    sla_25_common_paper,
    sla_28_blunix,
    sla_29_packetfabric,
    sla_30_verizon,
    sla_31_allstream,
    sla_33_level3,
    sla_35_edge_centres,
    sla_38_ibm_cloud,
    sla_39_nashua,
    sla_43_state_saas,
    sla_46_cu_boulder,
    sla_47_safepoint,
    sla_48_mspowerhouse,
    sla_50_ucla,
    sla_51_ee,
    sla_52_nemt,
)

FOLDER = Path(__file__).parents[1] / "data" / "published"
"""Where the draft files are."""

PUBLISHED: dict[str, Callable[[], Agreement]] = {
    "01-aws-ec2": sla_01_aws_ec2.build,
    "05-google-vertex-search": sla_05_google_vertex_search.build,
    "07-azure-api-for-fhir": sla_07_azure_fhir.build,
    "09-tencent-cvm": sla_09_tencent_cvm.build,
    "13-upcloud": sla_13_upcloud.build,
    "16-github-enterprise": sla_16_github_enterprise.build,
    "18-slack": sla_18_slack.build,
    "23-zonos": sla_23_zonos.build,
    "25-common-paper-sla": sla_25_common_paper.build,
    "28-blunix-managed-linux": sla_28_blunix.build,
    "29-packetfabric": sla_29_packetfabric.build,
    "30-verizon-internet-dedicated": sla_30_verizon.build,
    "31-allstream-mpls-latency": sla_31_allstream.build,
    "33-level3-colo-power": sla_33_level3.build,
    "35-edge-centres-colo": sla_35_edge_centres.build,
    "38-ibm-cloud": sla_38_ibm_cloud.build,
    "39-nashua-member-call-centre": sla_39_nashua.build,
    "43-state-saas-rfq": sla_43_state_saas.build,
    "46-cu-boulder-service-levels": sla_46_cu_boulder.build,
    "47-safepoint-it-msp": sla_47_safepoint.build,
    "48-mspowerhouse-msp": sla_48_mspowerhouse.build,
    "50-ucla-facilities": sla_50_ucla.build,
    "51-ee-automatic-compensation": sla_51_ee.build,
    "52-nemt-county-transport": sla_52_nemt.build,
}
"""What builds each draft, by the name of its file without its ending."""


def draft_path(name: str) -> Path:
    """Where the draft of a published agreement is."""
    return FOLDER / f"{name}.sladraft"
