using BotKit.AspNetCore.Envelope;

namespace BotKit.AspNetCore.Endpoints;

/// <summary>Answers a call.</summary>
internal delegate ValueTask<Answer> Handler(ApiCall call);
