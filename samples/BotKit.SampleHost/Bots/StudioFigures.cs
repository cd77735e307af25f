namespace BotKit.SampleHost.Bots;

/// <summary>How the studio is doing.</summary>
/// <param name="AsOf">The hour for which they are: that of the schedule, whenever the run really started.</param>
/// <param name="Projects">Projects by status.</param>
/// <param name="InvoicedEur">All invoices, in EUR.</param>
/// <param name="UnpaidEur">Those of them that are not paid, in EUR.</param>
/// <param name="Debtors">The clients who owe most, in EUR.</param>
public sealed record StudioFigures(
    DateTimeOffset AsOf, IReadOnlyDictionary<string, long> Projects, long InvoicedEur, long UnpaidEur, IReadOnlyDictionary<string, long> Debtors);
