namespace BotKit.SampleHost.Enquiries;

/// <summary>Asks for a step.</summary>
/// <param name="Step">Which.</param>
/// <param name="Count">How many enquiries come in, 0 to 5,000.</param>
/// <param name="Busy">How often the mailbox turns a call away, 0 to 10.</param>
/// <param name="Tries">How often it has been called before, for the same enquiries.</param>
/// <param name="Files">The ids of the files to delete, at most 100; those that are gone do not matter.</param>
public sealed record EnquiriesInput(EnquiriesStep Step, int Count = 60, int Busy = 0, int Tries = 0, IReadOnlyList<string?>? Files = null);
