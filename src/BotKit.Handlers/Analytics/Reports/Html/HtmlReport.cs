namespace BotKit.Handlers.Analytics;

/// <summary>A report as one page that needs nothing from elsewhere and runs nothing.</summary>
internal static class HtmlReport
{
    public static string Write(ReportContent content)
    {
        var html = new HtmlWriter();
        html.Markup("<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><meta http-equiv=\"Content-Security-Policy\" content=\"")
            .Markup(ReportStyle.Policy)
            .Markup("\"><meta name=\"viewport\" content=\"width=device-width,initial-scale=1\"><meta name=\"referrer\" content=\"no-referrer\"><title>")
            .Text(content.Title).Markup("</title><style>").Markup(ReportStyle.Sheet).Markup("</style></head><body><header>")
            .Element("h1", content.Title)
            .Element("p", ReportWords.Subtitle(content), "soft")
            .Markup("</header><main>");
        foreach (var part in content.Parts)
        {
            html.Markup("<section>").Element("h2", part.Title);
            if (part.Failure is not null)
            {
                html.Element("p", part.Failure.Message, "soft");
            }
            else
            {
                Write(part.Result!, part.Span, content.Zone, html);
            }

            html.Markup("</section>");
        }

        return html.Markup("</main><footer>").Element("p", ReportWords.Sources(content)).Markup("</footer></body></html>\n").ToString();
    }

    private static void Write(AnalyticsResult result, ReportSpan span, string zone, HtmlWriter html)
    {
        switch (result)
        {
            case AnalyticsKpis kpis: HtmlFigures.Write(kpis, span, zone, html); break;
            case AnalyticsComparison comparison: HtmlComparison.Write(comparison, html); break;
            case AnalyticsCohorts cohorts: HtmlCohorts.Write(cohorts, html); break;
            case AnalyticsPareto pareto: HtmlPareto.Write(pareto, html); break;
            case AnalyticsTrend trend: HtmlSeries.Write(trend, zone, html); break;
            case AnalyticsAnomalies anomalies: HtmlSeries.Write(anomalies, zone, html); break;
            case AnalyticsForecast forecast: HtmlSeries.Write(forecast, zone, html); break;
            default: throw new ArgumentOutOfRangeException(nameof(result));
        }
    }
}
