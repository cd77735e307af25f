using System.Globalization;
using System.Numerics;

namespace BotKit.Json;

/// <summary>
/// One spelling per number: <c>1</c>, <c>1.0</c> and <c>10e-1</c> are the same, without the loss of going through floating point.
/// The form is digits without leading or trailing zeros, and a power of ten where there is one: <c>-12e3</c>.
/// </summary>
internal static class CanonicalNumber
{
    public static string Of(ReadOnlySpan<char> text)
    {
        var isNegative = text[0] == '-';
        text = isNegative ? text[1..] : text;
        var mark = text.IndexOfAny('e', 'E');
        var exponent = mark < 0 ? BigInteger.Zero : BigInteger.Parse(text[(mark + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        var mantissa = mark < 0 ? text : text[..mark];
        var point = mantissa.IndexOf('.');
        var fraction = point < 0 ? "" : mantissa[(point + 1)..];
        var digits = string.Concat(point < 0 ? mantissa : mantissa[..point], fraction).TrimStart('0');
        var significant = digits.TrimEnd('0');
        if (significant.Length == 0)
        {
            return "0";
        }

        exponent += digits.Length - significant.Length - fraction.Length;
        var power = exponent.IsZero ? "" : string.Create(CultureInfo.InvariantCulture, $"e{exponent}");
        return (isNegative ? "-" : "") + significant + power;
    }
}
