using System.Security.Cryptography;
using System.Text;

namespace BotKit.Handlers.Analytics;

/// <summary>The style sheet of a report, and the policy that allows it and nothing else.</summary>
internal static class ReportStyle
{
    public const string Sheet = """
        :root{color-scheme:light dark;--page:#f5f6f8;--card:#fff;--ink:#1b2330;--soft:#545f70;--rule:#dde1e8;--grid:#e6e9ee;--mark:#1f5fbf;--second:#a34a00;--odd:#c01f2e;--less:#a34a00;--band:#1f5fbf;--h1:#e3edfb;--h2:#c3d9f6;--h3:#9fc2ef;--h4:#2f6fc9;--h5:#174a94}
        @media (prefers-color-scheme:dark){:root{--page:#12161d;--card:#1a202a;--ink:#e8ecf2;--soft:#a6b0bf;--rule:#313a48;--grid:#28303c;--mark:#7db1ff;--second:#ffb066;--odd:#ff7b86;--less:#ffb066;--band:#7db1ff;--h1:#1d2c42;--h2:#22416b;--h3:#285694;--h4:#8ab8fb;--h5:#b5d2ff}}
        *{box-sizing:border-box}
        body{margin:0;background:var(--page);color:var(--ink);font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif;overflow-wrap:anywhere}
        header,main,footer{max-width:960px;margin:0 auto;padding:0 16px}
        header{padding-top:28px}
        h1{font-size:1.7rem;line-height:1.2;margin:0 0 6px}
        h2{font-size:1.15rem;line-height:1.3;margin:0 0 12px}
        h3{font-size:.95rem;line-height:1.3;margin:20px 0 6px}
        p{margin:0 0 10px}
        .soft,footer{color:var(--soft);font-size:.9rem}
        footer{padding-bottom:32px}
        section{background:var(--card);border:1px solid var(--rule);border-radius:10px;padding:18px;margin:18px 0}
        figure{margin:0 0 10px}
        figcaption{font-weight:600;font-size:.95rem;margin:14px 0 4px}
        svg{display:block;width:100%;height:auto}
        .wide{display:none}
        @media (min-width:640px){.wide{display:block}.narrow{display:none}section{padding:22px}}
        .cards{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,190px),1fr));gap:12px;margin:0 0 12px;padding:0;list-style:none}
        .cards li{border:1px solid var(--rule);border-radius:8px;padding:10px 12px}
        .cards b{display:block;font-size:1.35rem;line-height:1.3;font-variant-numeric:tabular-nums}
        .cards span{display:block;color:var(--soft);font-size:.88rem}
        .scroll{overflow-x:auto;margin:0 0 8px}
        .scroll:focus-visible,summary:focus-visible{outline:2px solid var(--mark);outline-offset:2px}
        table{overflow-wrap:normal;border-collapse:collapse;width:100%;font-size:.88rem}
        th,td{text-align:left;padding:5px 10px 5px 0;border-bottom:1px solid var(--rule);vertical-align:top}
        th{font-weight:600;white-space:nowrap}
        .n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
        table:not(.heat) td:not(.n){min-width:7.2em;overflow-wrap:break-word}
        .heat thead th+th{text-align:center;padding:5px 8px}
        .heat td{text-align:center;padding:5px 8px;border:1px solid var(--card);font-variant-numeric:tabular-nums;white-space:nowrap}
        .heat th{padding-right:12px}
        .h1{background:var(--h1)}.h2{background:var(--h2)}.h3{background:var(--h3)}.h4{background:var(--h4);color:var(--card)}.h5{background:var(--h5);color:var(--card)}
        summary{cursor:pointer;color:var(--soft);font-size:.9rem;padding:4px 0}
        text{fill:var(--soft);font-size:12px;font-family:inherit}
        text.axis{font-size:12.5px;font-weight:600;fill:var(--ink)}
        text.label,text.value{font-size:12.5px;fill:var(--ink)}
        text.value{font-variant-numeric:tabular-nums}
        .grid{stroke:var(--grid)}.tick{stroke:var(--soft)}
        .line{fill:none;stroke:var(--mark);stroke-width:2;stroke-linejoin:round}
        .dense{stroke-width:1.2}.second{stroke:var(--second);stroke-width:2}.ahead{stroke-dasharray:5 4}
        .band{fill:var(--band);opacity:.18}
        .bar{fill:var(--mark)}.less{fill:var(--less)}.dot{fill:var(--mark)}
        .odd{fill:none;stroke:var(--odd);stroke-width:2.5}
        .key{display:flex;flex-wrap:wrap;gap:4px 16px;margin:0 0 8px;padding:0;list-style:none;font-size:.86rem;color:var(--soft)}
        .key svg{display:inline-block;width:26px;height:12px;margin-right:6px;vertical-align:middle}
        @media print{body{background:#fff}section{break-inside:avoid}}
        """;

    /// <summary>The policy of a page with this style sheet.</summary>
    public static readonly string Policy =
        $"default-src 'none'; style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Sheet)))}'; base-uri 'none'; form-action 'none'";
}
