namespace BotKit.SampleHost.Enquiries;

/// <summary>What a step came to.</summary>
/// <param name="File">The file with the enquiries; none where files are deleted, and in a dry run.</param>
/// <param name="Deleted">How many files were deleted.</param>
public sealed record EnquiriesResult(string? File, int Deleted);
