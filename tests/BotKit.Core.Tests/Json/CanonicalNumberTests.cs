using System.Globalization;
using BotKit.Json;
using CsCheck;

namespace BotKit.Core.Tests.Json;

public sealed class CanonicalNumberTests
{
    [Theory]
    [InlineData("0", "0")]
    [InlineData("-0", "0")]
    [InlineData("0.000", "0")]
    [InlineData("-0e99", "0")]
    [InlineData("1", "1")]
    [InlineData("-1", "-1")]
    [InlineData("1.0", "1")]
    [InlineData("1e0", "1")]
    [InlineData("10e-1", "1")]
    [InlineData("0.1e1", "1")]
    [InlineData("100", "1e2")]
    [InlineData("1E2", "1e2")]
    [InlineData("1e+2", "1e2")]
    [InlineData("0.01", "1e-2")]
    [InlineData("-12.50", "-125e-1")]
    [InlineData("1002", "1002")]
    [InlineData("1e99999999999999999999", "1e99999999999999999999")]
    public void Of_Number_HasOneSpelling(string text, string expected) => CanonicalNumber.Of(text).Should().Be(expected);

    [Fact]
    public void Of_EqualDecimals_IsTheSame()
        => Gen.Select(Gen.Long, Gen.Int[0, 9], Gen.Int[0, 9]).Sample((digits, scale, zeros) =>
        {
            var number = new decimal((int)digits, (int)(digits >> 32), 0, digits < 0, (byte)scale);
            var longer = number * decimal.Parse("1." + new string('0', zeros), CultureInfo.InvariantCulture);
            return CanonicalNumber.Of(number.ToString(CultureInfo.InvariantCulture))
                == CanonicalNumber.Of(longer.ToString(CultureInfo.InvariantCulture));
        });

    [Fact]
    public void Of_Decimal_KeepsItsValue()
        => Gen.Decimal[-1_000_000, 1_000_000].Sample(number =>
            decimal.Parse(CanonicalNumber.Of(number.ToString(CultureInfo.InvariantCulture)), NumberStyles.Float, CultureInfo.InvariantCulture) == number);
}
