using System.ComponentModel.DataAnnotations;
using BotKit.Handlers.Content;

namespace BotKit.Handlers;

/// <summary>What a model may use up. A model is asked only when what it could take at most is still there.</summary>
public sealed class ContentBudgetOptions
{
    /// <summary>Tokens of one run, 0 to 100,000,000. Default 50,000.</summary>
    [Range(0, 100_000_000)]
    public long TokensPerRun { get; set; } = ContentDefaults.TokensPerRun;

    /// <summary>Tokens of all runs of the bot on one day (UTC), 0 to 10,000,000,000. Default 1,000,000.</summary>
    [Range(0, 10_000_000_000)]
    public long TokensPerDay { get; set; } = ContentDefaults.TokensPerDay;

    /// <summary>What one run may cost. Default no limit.</summary>
    [Range(0.0, 1_000_000.0)]
    public decimal? CostPerRun { get; set; }

    /// <summary>What all runs of the bot on one day (UTC) may cost. Default no limit.</summary>
    [Range(0.0, 1_000_000.0)]
    public decimal? CostPerDay { get; set; }

    /// <summary>The price of 1,000,000 tokens that go in. Default 0.</summary>
    [Range(0.0, 1_000_000.0)]
    public decimal InputPrice { get; set; }

    /// <summary>The price of 1,000,000 tokens that come out. Default 0.</summary>
    [Range(0.0, 1_000_000.0)]
    public decimal OutputPrice { get; set; }

    /// <summary>What happens when the budget does not suffice. Default <see cref="ContentSpent.Stop"/>.</summary>
    [EnumDataType(typeof(ContentSpent))]
    public ContentSpent WhenSpent { get; set; } = ContentSpent.Stop;
}
