namespace BotKit.AspNetCore.Endpoints;

/// <summary>Marks an endpoint as one of the API's, and says which.</summary>
/// <param name="Pattern">Its path below the prefix.</param>
/// <param name="Options">The options of its API.</param>
/// <param name="Operation">What it does; <see langword="null"/> for what only refuses.</param>
internal sealed record ApiRoute(string Pattern, BotKitApiOptions Options, ApiOperation? Operation = null);
