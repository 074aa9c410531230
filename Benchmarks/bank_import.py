"""How much memory and time `skald bank import` takes for a small statement and for a large one.

    python3 Benchmarks/bank_import.py SKALD [--megabytes 50] [--rounds 5] [--json FILE]

Statements of one megabyte and of --megabytes are imported in turn, round after round. What counts is the ratio: of a
reader that streams, the peak hardly grows with the file. Times are medians of interleaved runs on this machine.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ENTRY = """<Ntry><NtryRef>{n}</NtryRef><Amt Ccy="EUR">{amount}</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts>
<BookgDt><Dt>2026-11-20</Dt></BookgDt><ValDt><Dt>2026-11-20</Dt></ValDt><AcctSvcrRef>BANK-{n}</AcctSvcrRef>
<BkTxCd><Domn><Cd>PMNT</Cd><Fmly><Cd>RCDT</Cd><SubFmlyCd>ESCT</SubFmlyCd></Fmly></Domn></BkTxCd>
<NtryDtls><TxDtls><Refs><EndToEndId>E2E-{n}</EndToEndId><TxId>TX-{n}</TxId></Refs><Amt Ccy="EUR">{amount}</Amt>
<CdtDbtInd>CRDT</CdtDbtInd><RltdPties><Dbtr><Pty><Nm>Customer {n}</Nm></Pty></Dbtr></RltdPties>
<RmtInf><Ustrd>Invoice INV-{n}</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>
"""
BALANCE = """<Bal><Tp><CdOrPrtry><Cd>{code}</Cd></CdOrPrtry></Tp><Amt Ccy="EUR">{amount}</Amt>
<CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>2026-11-20</Dt></Dt></Bal>
"""
HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt><GrpHdr><MsgId>M-1</MsgId>
<CreDtTm>2026-11-21T01:00:00+01:00</CreDtTm></GrpHdr><Stmt><Id>LARGE-1</Id><ElctrncSeqNb>1</ElctrncSeqNb>
<CreDtTm>2026-11-20T23:30:00+01:00</CreDtTm><Acct><Id><IBAN>DE89370400440532013000</IBAN></Id><Ccy>EUR</Ccy></Acct>
"""
TAIL = "</Stmt></BkToCstmrStmt></Document>\n"


def euros(cents: int) -> str:
    return f"{cents // 100}.{cents % 100:02d}"


def write_statement(path: Path, megabytes: int) -> int:
    """One statement of about that size whose balances add up; answers with its number of bookings."""
    size = len(ENTRY.format(n=100_000, amount="1000.00").encode())
    count = megabytes * 1_000_000 // size
    amounts = [10_000 + n % 90_000 for n in range(count)]
    with path.open("w") as file:
        file.write(HEAD)
        file.write(BALANCE.format(code="OPBD", amount="0.00"))
        file.write(BALANCE.format(code="CLBD", amount=euros(sum(amounts))))
        for n, amount in enumerate(amounts):
            file.write(ENTRY.format(n=n, amount=euros(amount)))
        file.write(TAIL)
    return count


def run(command: list[str]) -> tuple[float, int]:
    """Seconds and the peak of resident memory in kilobytes."""
    begin = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    if status != 0:
        sys.exit(f"{' '.join(command)} ended with {os.waitstatus_to_exitcode(status)}")
    return time.monotonic() - begin, usage.ru_maxrss


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("skald")
    parser.add_argument("--megabytes", type=int, default=50)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--json", type=Path)
    parser.add_argument("--take-in", action="store_true", help="import for real, not with --dry-run")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        files = {"small": Path(folder, "small.xml"), "large": Path(folder, "large.xml")}
        bookings = {"small": write_statement(files["small"], 1), "large": write_statement(files["large"], options.megabytes)}
        seen: dict[str, list[tuple[float, int]]] = {"small": [], "large": []}
        for turn in range(options.rounds):
            for name, path in files.items():
                command = [options.skald, "bank", "import", str(path), "--db", f"{folder}/{name}-{turn}.db"]
                seen[name].append(run(command + ([] if options.take_in else ["--dry-run"])))
    result = {
        name: {
            "megabytes": 1 if name == "small" else options.megabytes,
            "bookings": bookings[name],
            "seconds": round(statistics.median(s for s, _ in runs), 2),
            "peakMegabytes": round(max(peak for _, peak in runs) / 1024, 1),
        }
        for name, runs in seen.items()
    }
    result["peakRatio"] = round(result["large"]["peakMegabytes"] / result["small"]["peakMegabytes"], 2)
    if options.json:
        options.json.write_text(json.dumps(result, indent=2) + "\n")
    for name in files:
        line = result[name]
        print(f"{line['megabytes']:>4} MB  {line['bookings']:>7} bookings  {line['seconds']:>8} s  peak {line['peakMegabytes']} MB")
    print(f"peak of the large one : peak of the small one = {result['peakRatio']}")


if __name__ == "__main__":
    main()
