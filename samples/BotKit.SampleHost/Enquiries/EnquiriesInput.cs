namespace BotKit.SampleHost.Enquiries;

/// <summary>Asks for the enquiries of a day to be worked on.</summary>
/// <param name="Count">How many come in, 1 to 5,000.</param>
public sealed record EnquiriesInput(int Count = 60);
