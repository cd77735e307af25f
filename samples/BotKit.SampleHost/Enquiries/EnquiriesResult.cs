namespace BotKit.SampleHost.Enquiries;

/// <summary>What was done.</summary>
/// <param name="File">The file with the enquiries; none in a dry run, and when files were thrown away.</param>
/// <param name="Count">How many enquiries came in, or how many files went.</param>
public sealed record EnquiriesResult(string? File, int Count);
