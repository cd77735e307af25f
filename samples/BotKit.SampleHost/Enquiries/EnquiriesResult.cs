namespace BotKit.SampleHost.Enquiries;

/// <summary>What became of the enquiries.</summary>
/// <param name="Received">Rows that came in.</param>
/// <param name="Unreadable">Rows of them that could not be read.</param>
/// <param name="Merged">Enquiries of people who had asked already.</param>
/// <param name="ByGrade">How many have each grade.</param>
/// <param name="Unassigned">Those for whom nobody had room.</param>
/// <param name="File">The list for the sales people; none in a dry run.</param>
public sealed record EnquiriesResult(
    long Received, long Unreadable, long Merged, IReadOnlyDictionary<string, long> ByGrade, long Unassigned, string? File);
