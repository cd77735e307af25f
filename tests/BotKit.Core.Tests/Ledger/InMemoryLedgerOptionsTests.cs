using BotKit.Ledger;

namespace BotKit.Core.Tests.Ledger;

public class InMemoryLedgerOptionsTests
{
    [Fact]
    public void Validate_Defaults_AreValid()
    {
        var options = new InMemoryLedgerOptions();

        Problems(options).Should().BeEmpty();
        options.MaxRuns.Should().Be(10_000);
        options.MaxRunBytes.Should().Be(64 * 1024 * 1024);
        options.MaxHeldRuns.Should().Be(100_000);
        options.MaxHeldBytes.Should().Be(256 * 1024 * 1024);
        options.MaxAuditEntries.Should().Be(10_000);
        options.MaxDataBytes.Should().Be(64 * 1024 * 1024);
        options.MaxRefusals.Should().Be(10_000);
        options.MaxRollups.Should().Be(50_000);
        options.RollupRetention.Should().Be(TimeSpan.FromHours(24));
        options.MaxLoggedRuns.Should().Be(10_000);
        options.MaxLogBytes.Should().Be(32 * 1024 * 1024);
        options.MaxKeys.Should().Be(100_000);
        options.MaxKeyBytes.Should().Be(64 * 1024 * 1024);
    }

    [Fact]
    public void Validate_EverythingTooSmall_NamesEachOption()
    {
        var options = new InMemoryLedgerOptions
        {
            MaxRuns = 0,
            MaxRunBytes = 65_535,
            MaxHeldRuns = 0,
            MaxHeldBytes = 65_535,
            MaxAuditEntries = 0,
            MaxDataBytes = 65_535,
            MaxRefusals = 0,
            MaxRollups = 0,
            RollupRetention = TimeSpan.FromSeconds(59),
            MaxLoggedRuns = 0,
            MaxLogBytes = 65_535,
            MaxKeys = 0,
            MaxKeyBytes = 65_535,
            MaxOccurrences = 0,
        };

        Problems(options).Should().HaveCount(14);
        foreach (var name in typeof(InMemoryLedgerOptions).GetProperties().Select(p => p.Name))
        {
            Problems(options).Should().ContainSingle(problem => problem.Contains(name + ":"));
        }
    }

    [Fact]
    public void Durability_IsDenied() => new InMemoryBotLedger(new(), TimeProvider.System).IsDurable.Should().BeFalse();

    private static IEnumerable<string> Problems(InMemoryLedgerOptions options)
        => new InMemoryLedgerOptionsValidator().Validate(null, options).Failures ?? [];
}
