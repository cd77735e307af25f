using System.Globalization;

namespace BotKit.Handlers.Analytics;

/// <summary>Numbers and times as people read them.</summary>
internal static class NumberText
{
    public const string Absent = "–";

    private static readonly (double Size, string Sign)[] Sizes = [(1e12, "T"), (1e9, "B"), (1e6, "M"), (1e3, "k")];

    public static string Of(double? value, AnalyticsFigure figure) => Of(value, figure.Decimals);

    public static string Of(double? value, int decimals)
        => value is not { } number ? Absent
            : Math.Abs(number) >= 1e15 ? number.ToString("0.###e+0", CultureInfo.InvariantCulture)
            : (Math.Round(number, decimals) is var rounded && rounded == 0 ? 0 : rounded).ToString("N" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    /// <summary>With the unit behind it.</summary>
    public static string WithUnit(double? value, AnalyticsFigure figure)
        => value is null || figure.Unit is null ? Of(value, figure) : $"{Of(value, figure)} {figure.Unit}";

    /// <summary>What it is and its unit, for a heading or an axis.</summary>
    public static string Named(AnalyticsFigure figure) => UnitOf(figure) is { } unit ? $"{figure.Label} ({unit})" : figure.Label;

    /// <summary>The unit, unless the label says it already, as with orders.</summary>
    public static string? UnitOf(AnalyticsFigure figure) => string.Equals(figure.Unit, figure.Label, StringComparison.OrdinalIgnoreCase) ? null : figure.Unit;

    public static string Percent(double? share) => share is { } value ? (value * 100).ToString("0.0", CultureInfo.InvariantCulture) + " %" : Absent;

    /// <summary>Short, for an axis whose labels lie so far apart.</summary>
    public static string Short(double value, double step)
    {
        if (Math.Abs(value) >= 1e15)
        {
            return value.ToString("0.#e+0", CultureInfo.InvariantCulture);
        }

        var (size, sign) = Sizes.FirstOrDefault(candidate => Math.Abs(value) >= candidate.Size);
        var scale = size == 0 ? 1 : size;
        var decimals = Math.Clamp((int)Math.Ceiling(-Math.Log10(step / scale) - 1e-9), 0, 6);
        return (value == 0 ? 0 : value / scale).ToString("0." + new string('#', decimals), CultureInfo.InvariantCulture) + sign;
    }

    public static string Of(DateTime time, TimeGrain grain) => grain switch
    {
        TimeGrain.Minute or TimeGrain.Hour => time.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture),
        TimeGrain.Day or TimeGrain.Week => time.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        TimeGrain.Month => time.ToString("yyyy-MM", CultureInfo.InvariantCulture),
        TimeGrain.Quarter => string.Create(CultureInfo.InvariantCulture, $"{time.Year} Q{(time.Month + 2) / 3}"),
        _ => time.ToString("yyyy", CultureInfo.InvariantCulture),
    };

    public static string Of(DateTime time) => time.ToString(time.TimeOfDay == default ? "yyyy-MM-dd" : "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
}
