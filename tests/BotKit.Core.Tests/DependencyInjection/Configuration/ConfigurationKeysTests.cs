using System.Globalization;
using System.Reflection;
using BotKit.DependencyInjection;

namespace BotKit.Core.Tests.DependencyInjection.Configuration;

public class ConfigurationKeysTests
{
    /// <summary>Every option there is, as configuration key, property and owner, so that a new one cannot be forgotten in the table.</summary>
    public static TheoryData<string> Keys => [.. Options(typeof(BotOptions), "").Select(option => option.Key)];

    [Theory, MemberData(nameof(Keys))]
    public void Apply_EveryOption_SetsItsOwnPropertyAndNoOther(string key)
    {
        var options = new BotOptions();
        var before = Values(options);
        var property = Options(typeof(BotOptions), "").Single(option => option.Key == key).Property;
        var value = Another(property.PropertyType);

        BotOptionKeys.Apply(options, new OptionLeaf("path", key, Convert.ToString(value, CultureInfo.InvariantCulture))).Should().BeNull();

        before[key] = value;
        Values(options).Should().Equal(before);
    }

    [Theory, MemberData(nameof(Keys))]
    public void Apply_Null_IsNoneWhereNoneIsPossibleAndRefusedElsewhere(string key)
    {
        var options = new BotOptions { MaxConcurrency = 3, AttemptTimeout = TimeSpan.FromSeconds(1), Description = "text" };
        var property = Options(typeof(BotOptions), "").Single(option => option.Key == key).Property;
        var canBeNone = Nullable.GetUnderlyingType(property.PropertyType) is not null || property.PropertyType == typeof(string);

        var problem = BotOptionKeys.Apply(options, new OptionLeaf("path", key, null));

        (problem is null).Should().Be(canBeNone);
        (Values(options)[key] is null).Should().Be(canBeNone);
    }

    [Theory]
    [InlineData("true", true)]
    [InlineData("False", false)]
    public void Apply_Flag_ReadsTrueAndFalse(string text, bool expected)
        => Read("Circuit:Enabled", text, new() { Circuit = { Enabled = !expected } }).Circuit.Enabled.Should().Be(expected);

    [Theory]
    [InlineData("00:00:05", "0.00:00:05")]
    [InlineData("1.02:03:04.5", "1.02:03:04.5000000")]
    [InlineData("01:02", "0.01:02:00")]
    public void Apply_Duration_ReadsDaysHoursMinutesSeconds(string text, string expected)
        => Read("TimeoutGrace", text).TimeoutGrace.Should().Be(TimeSpan.Parse(expected, CultureInfo.InvariantCulture));

    [Theory]
    [InlineData("TotalTimeout")]
    [InlineData("MaxConcurrency")]
    public void Apply_EmptyText_IsNone(string key)
        => Values(Read(key, "", new() { MaxConcurrency = 3 }))[key].Should().BeNull();

    [Fact]
    public void Apply_EmptyDescription_IsEmpty()
        => Read("Description", "").Description.Should().BeEmpty();

    [Theory]
    [InlineData("RateLimit:Kind", "tokenbucket")]
    [InlineData("ratelimit:KIND", "TokenBucket")]
    public void Apply_OtherCase_IsTheSame(string key, string text)
        => Read(key, text).RateLimit.Kind.Should().Be(BotRateLimitKind.TokenBucket);

    [Theory]
    [InlineData("Enabled", "1", "'1' is not true or false.")]
    [InlineData("Enabled", "", "'' is not true or false.")]
    [InlineData("Enabled", null, "null is not true or false.")]
    [InlineData("Retry:MaxRetries", "abc", "'abc' is not a whole number.")]
    [InlineData("Retry:MaxRetries", "1.5", "'1.5' is not a whole number.")]
    [InlineData("Retry:MaxRetries", "99999999999", "'99999999999' is not a whole number.")]
    [InlineData("MaxConcurrency", "many", "'many' is not a whole number, or null for none.")]
    [InlineData("TimeoutGrace", "30", "'30' is not a duration as [d.]hh:mm:ss, such as 00:00:30 or 1.00:00:00.")]
    [InlineData("TimeoutGrace", "24:00:00", "'24:00:00' is not a duration as [d.]hh:mm:ss, such as 00:00:30 or 1.00:00:00.")]
    [InlineData("TotalTimeout", "5 min", "'5 min' is not a duration as [d.]hh:mm:ss, such as 00:00:30 or 1.00:00:00, or null for none.")]
    [InlineData("RateLimit:Kind", "leaky", "'leaky' is not one of None, FixedWindow, SlidingWindow, TokenBucket.")]
    [InlineData("RateLimit:Kind", "77", "'77' is not one of None, FixedWindow, SlidingWindow, TokenBucket.")]
    public void Apply_ValueOfAnotherKind_SaysWhatIsExpected(string key, string? text, string problem)
        => BotOptionKeys.Apply(new(), new("path", key, text)).Should().Be(problem);

    [Theory]
    [InlineData(40, "'")]
    [InlineData(41, "A text of 41 characters is not")]
    public void Apply_LongValue_IsNotRepeated(int length, string beginning)
        => BotOptionKeys.Apply(new(), new("path", "Enabled", new string('x', length))).Should().StartWith(beginning);

    [Fact]
    public void Apply_ValueWithControlCharacters_IsNotRepeated()
        => BotOptionKeys.Apply(new(), new("path", "Enabled", "a\nb")).Should().StartWith("A text of 3 characters is not");

    [Theory]
    [InlineData("Timeout", "there is no such option. A bot may have AttemptTimeout, Circuit, CriticalPause, Description, Enabled, Health, "
        + "IdempotencyKeyLifetime, MaxConcurrency, Queue, RateLimit, Repeatable, Retry, Settings, TimeoutGrace, TotalTimeout.")]
    [InlineData("Enabled:Foo", "there is no such option. A bot may have *")]
    [InlineData("Retry:Retries", "there is no such option. Retry may hold Delay, MaxDelay, MaxRetries, UseJitter.")]
    [InlineData("retry:Delay:Min", "there is no such option. retry may hold *")]
    [InlineData("Retry", "must be a section, not a value. It may hold Delay, MaxDelay, MaxRetries, UseJitter.")]
    [InlineData("", "must be a section, not a value. It may hold AttemptTimeout, *")]
    public void Apply_NoOption_SaysWhatThereIs(string key, string problem)
        => BotOptionKeys.Apply(new(), new("path", key, "hunter2")).Should().Match(problem).And.NotContain("hunter2");

    [Theory]
    [InlineData("Retry")]
    [InlineData("")]
    public void Apply_EmptySection_ChangesNothing(string key)
    {
        var options = new BotOptions();

        BotOptionKeys.Apply(options, new("path", key, null)).Should().BeNull();

        Values(options).Should().Equal(Values(new()));
    }

    private static BotOptions Read(string key, string? text, BotOptions? options = null)
    {
        options ??= new();
        BotOptionKeys.Apply(options, new("path", key, text)).Should().BeNull();
        return options;
    }

    private static Dictionary<string, object?> Values(BotOptions options)
        => Options(typeof(BotOptions), "").ToDictionary(
            option => option.Key, option => option.Property.GetValue(option.Owner is null ? options : option.Owner.GetValue(options)));

    private static IEnumerable<(string Key, PropertyInfo Property, PropertyInfo? Owner)> Options(Type type, string prefix)
    {
        foreach (var property in type.GetProperties().Where(property => property.Name != nameof(BotOptions.Settings)))
        {
            if (property.PropertyType.Namespace != "BotKit" || property.PropertyType.IsEnum)
            {
                yield return (prefix + property.Name, property, prefix.Length == 0 ? null : typeof(BotOptions).GetProperty(prefix.TrimEnd(':')));
                continue;
            }

            foreach (var option in Options(property.PropertyType, property.Name + ":"))
            {
                yield return option;
            }
        }
    }

    private static object Another(Type type) => (Nullable.GetUnderlyingType(type) ?? type) switch
    {
        var it when it == typeof(bool) => false,
        var it when it == typeof(int) => 123_456,
        var it when it == typeof(TimeSpan) => TimeSpan.FromSeconds(123_456),
        var it when it == typeof(string) => "another text",
        _ => BotRateLimitKind.TokenBucket,
    };
}
