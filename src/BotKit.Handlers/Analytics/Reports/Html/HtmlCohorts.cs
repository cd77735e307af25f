using System.Globalization;

namespace BotKit.Handlers.Analytics;

/// <summary>Cohorts as a table whose cells are darker the more came again.</summary>
internal static class HtmlCohorts
{
    private const int Shades = 5;

    public static void Write(AnalyticsCohorts cohorts, HtmlWriter html)
    {
        if (cohorts.Cohorts.Count == 0)
        {
            html.Element("p", "There is nobody in these rows.");
            return;
        }

        var grain = OperationWords.Of(cohorts.Grain);
        // The first step is 100 % for all; shades tell the others apart.
        var greatest = cohorts.Cohorts.SelectMany(static cohort => cohort.Active.Skip(1).Select(active => (double)active / cohort.Size)).DefaultIfEmpty(0).Max();
        html.Element("p", $"Share of those who came first in a {grain} and came again so many {grain}s later.")
            .Markup("<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"").Text($"Retention by {grain}")
            .Markup("\"><table class=\"heat\"><thead><tr>").Markup("<th scope=\"col\">First</th><th scope=\"col\">Size</th>");
        for (var step = 0; step < cohorts.Retention.Count; step++)
        {
            html.Markup("<th scope=\"col\">").Text(step.ToString(CultureInfo.InvariantCulture)).Markup("</th>");
        }

        html.Markup("</tr></thead><tbody>");
        foreach (var cohort in cohorts.Cohorts)
        {
            html.Markup("<tr><th scope=\"row\">").Text(NumberText.Of(cohort.At, cohorts.Grain)).Markup("</th><td>").Text(NumberText.Of(cohort.Size, 0)).Markup("</td>");
            for (var step = 0; step < cohorts.Retention.Count; step++)
            {
                WriteCell(step < cohort.Active.Count ? (double)cohort.Active[step] / cohort.Size : null, step, greatest, html);
            }

            html.Markup("</tr>");
        }

        html.Markup("<tr><th scope=\"row\">All</th><td>").Text(NumberText.Of(cohorts.Cohorts.Sum(static cohort => cohort.Size), 0)).Markup("</td>");
        for (var step = 0; step < cohorts.Retention.Count; step++)
        {
            WriteCell(cohorts.Retention[step], step, greatest, html);
        }

        html.Markup("</tr></tbody></table></div>");
    }

    private static void WriteCell(double? share, int step, double greatest, HtmlWriter html)
    {
        if (share is not { } value)
        {
            html.Markup("<td></td>");
            return;
        }

        var shade = step == 0 || greatest <= 0 ? 0 : (int)Math.Ceiling(value / greatest * Shades);
        html.Markup(shade is >= 1 and <= Shades ? $"<td class=\"h{shade.ToString(CultureInfo.InvariantCulture)}\">" : "<td>")
            .Text((value * 100).ToString(value is > 0 and < .1 ? "0.0" : "0", CultureInfo.InvariantCulture) + " %").Markup("</td>");
    }
}
