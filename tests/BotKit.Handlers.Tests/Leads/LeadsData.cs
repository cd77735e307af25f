using System.Globalization;
using System.Text;

namespace BotKit.Handlers.Tests.Leads;

/// <summary>Leads made up by a rule with chance, so that a model has something to find; the same seed gives the same leads.</summary>
internal static class LeadsData
{
    private static readonly string[] Sources = ["Google", "Referral", "Chat", "Direct", "Fair"];

    public static string Csv(int rows, int seed = 7, double minutes = 10, string? extraHeader = null, Func<int, bool, string>? extra = null)
    {
        var random = new Random(seed);
        var text = new StringBuilder("id,source,minutes,size,converted").Append(extraHeader is null ? "" : "," + extraHeader).Append('\n');
        for (var row = 0; row < rows; row++)
        {
            var source = Sources[random.Next(Sources.Length)];
            var time = -minutes * Math.Log(1 - random.NextDouble());
            var size = random.Next(4) == 0 ? "" : random.Next(1, 500).ToString(CultureInfo.InvariantCulture);
            var logit = -1.5 + (source == "Referral" ? 2 : 0) + Math.Min(time, 30) / 10;
            var converted = random.NextDouble() < 1 / (1 + Math.Exp(-logit));
            text.Append(CultureInfo.InvariantCulture, $"L{row},{source},{time:F1},{size},{(converted ? "Yes" : "No")}");
            text.Append(extra is null ? "" : "," + extra(row, converted)).Append('\n');
        }

        return text.ToString();
    }
}
