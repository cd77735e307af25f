using System.Text.Json.Serialization;

namespace BotKit.Handlers;

/// <summary>How a series is continued.</summary>
public enum ForecastMethod
{
    /// <summary>The combination, or the method that erred clearly less than it on the last part of the series itself.</summary>
    [JsonStringEnumMemberName("auto")]
    Auto,

    /// <summary>The mean of Theta and damped trend, each on the values and on their logarithms.</summary>
    [JsonStringEnumMemberName("combination")]
    Combination,

    /// <summary>The Theta method (Assimakopoulos and Nikolopoulos, 2000) on the seasonally adjusted series.</summary>
    [JsonStringEnumMemberName("theta")]
    Theta,

    /// <summary>Exponential smoothing with a damped trend (Gardner and McKenzie, 1985) on the seasonally adjusted series.</summary>
    [JsonStringEnumMemberName("damped-trend")]
    DampedTrend,

    /// <summary>Simple exponential smoothing on the seasonally adjusted series.</summary>
    [JsonStringEnumMemberName("smoothing")]
    Smoothing,

    /// <summary>What was one period ago comes again.</summary>
    [JsonStringEnumMemberName("seasonal-naive")]
    SeasonalNaive,
}
