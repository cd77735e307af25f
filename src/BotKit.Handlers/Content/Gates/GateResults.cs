using System.Globalization;

namespace BotKit.Handlers.Content;

/// <summary>Makes what a gate says.</summary>
internal static class GateResults
{
    public static ContentGateResult Passed(string gate, double? value = null) => new(gate, ContentVerdict.Passed, [], Round(value));

    public static ContentGateResult Skipped(string gate, string why) => new(gate, ContentVerdict.Skipped, [why], null);

    /// <summary>What it comes to: the verdict when there is a reason, else it passed.</summary>
    public static ContentGateResult From(string gate, ContentVerdict verdict, IReadOnlyList<string> reasons, double? value = null)
        => new(gate, reasons.Count == 0 ? ContentVerdict.Passed : verdict, reasons, Round(value));

    public static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static double? Round(double? value) => value is { } number ? Math.Round(number, 3) : null;
}
