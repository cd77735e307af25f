namespace BotKit.Handlers.Workflows.Graphs;

/// <summary>The look of a drawing, for light and for dark.</summary>
internal static class SvgStyle
{
    public const string Css = """
        svg{--paper:#ffffff;--ink:#1c2430;--soft:#5b6675;--line:#8a94a3;--box:#f5f7fa;--edge:#c3cad4;--group:#fafbfc;
        --ok:#dff3e4;--ok-line:#2b8a4b;--run:#dcebff;--run-line:#1f6feb;--wait:#fff3d1;--wait-line:#a06a00;--bad:#fde1df;--bad-line:#c62f2a;
        --caught:#ffe8d6;--caught-line:#b45309;--undone:#ebe1fb;--undone-line:#7340c4;font-family:system-ui,"Segoe UI",Roboto,"Noto Sans",sans-serif}
        @media (prefers-color-scheme:dark){svg{--paper:#12161c;--ink:#e6eaf0;--soft:#a2adbb;--line:#7b8796;--box:#1d232c;--edge:#4b5768;--group:#171c23;
        --ok:#173524;--ok-line:#4cc07a;--run:#14294a;--run-line:#6ea8ff;--wait:#392d0e;--wait-line:#e0b04a;--bad:#43191a;--bad-line:#ff7b74;
        --caught:#3d2612;--caught-line:#f0a35e;--undone:#2c2042;--undone-line:#b794f4}}
        .paper{fill:var(--paper)}
        text{fill:var(--ink);font-size:11px}
        .head{font-size:16px;font-weight:600}
        .name{font-size:13px;font-weight:600}
        .soft{fill:var(--soft)}
        .frame{fill:var(--box);stroke:var(--edge);stroke-width:1.5}
        .group>.frame{fill:var(--group);stroke-dasharray:5 4}
        .Succeeded>.frame{fill:var(--ok);stroke:var(--ok-line)}
        .Running>.frame{fill:var(--run);stroke:var(--run-line);stroke-width:2.5}
        .Waiting>.frame{fill:var(--wait);stroke:var(--wait-line);stroke-width:2.5}
        .Failed>.frame{fill:var(--bad);stroke:var(--bad-line);stroke-width:2.5}
        .Caught>.frame{fill:var(--caught);stroke:var(--caught-line)}
        .Compensated>.frame{fill:var(--undone);stroke:var(--undone-line)}
        .NotReached .name{fill:var(--soft)}
        .group.NotReached>.frame,.group.Succeeded>.frame,.group.Running>.frame,.group.Waiting>.frame{fill:var(--group)}
        .way{fill:none;stroke:var(--edge);stroke-width:1.5}
        .way.taken{stroke:var(--line);stroke-width:2.2}
        .way.Catch{stroke-dasharray:6 4}
        .way.Compensate{stroke-dasharray:2 4}
        .tip{fill:var(--edge)}
        .tip.taken{fill:var(--line)}
        .label{fill:var(--soft);font-size:10.5px}
        .plate{fill:var(--paper);fill-opacity:.88}
        .start{fill:var(--line)}
        """;
}
