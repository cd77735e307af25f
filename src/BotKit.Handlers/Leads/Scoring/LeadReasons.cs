using System.Text;

namespace BotKit.Handlers.Leads;

/// <summary>Says in plain words what moved a score: <c>Lead Source is Reference (raises strongly); …</c>.</summary>
internal static class LeadReasons
{
    private const double Strong = 1;
    private const double Clear = .35;
    private const double Least = .05;
    private const int MaxValueLength = 60;

    public static string? Describe(FeatureMap map, string?[] values, Span<double> contributions, double slope, int count)
    {
        StringBuilder? text = null;
        for (var told = 0; told < count; told++)
        {
            var most = 0;
            for (var column = 1; column < contributions.Length; column++)
            {
                most = Math.Abs(contributions[column]) > Math.Abs(contributions[most]) ? column : most;
            }

            var effect = contributions[most] * slope;
            if (Math.Abs(effect) < Least)
            {
                break;
            }

            contributions[most] = 0;
            text = text is null ? new StringBuilder() : text.Append("; ");
            text.Append(map.Columns[most].Name).Append(ValueOf(values[most])).Append(effect > 0 ? " (raises" : " (lowers").Append(Math.Abs(effect) switch
            {
                >= Strong => " strongly)",
                >= Clear => ")",
                _ => " slightly)",
            });
        }

        return text?.ToString();
    }

    private static string ValueOf(string? value)
        => MissingWords.Clean(value) is not { } text ? " is not given"
            : text.Length <= MaxValueLength ? " is " + text
            : string.Concat(" is ", text.AsSpan(0, MaxValueLength), "…");
}
