namespace BotKit.Handlers.Leads;

/// <summary>What became of a phone number.</summary>
/// <param name="Number">The number as E.164 writes it, such as <c>+4930123456</c>; <see langword="null"/> when it is none.</param>
/// <param name="Type">Its kind, such as <c>mobile</c>; <see langword="null"/> when it is none.</param>
/// <param name="Region">The ISO code of the region it belongs to; <see langword="null"/> for none, or none in particular.</param>
internal readonly record struct NormalisedPhone(string? Number, string? Type, string? Region);
