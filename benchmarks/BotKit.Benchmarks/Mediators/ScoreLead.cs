using BotKit.Benchmarks.HandWritten;
using BotKit.Benchmarks.Work;
using Mediator;

namespace BotKit.Benchmarks.Mediators;

internal sealed record ScoreLead(LeadInput Lead) : IRequest<Envelope<LeadScore>>;
