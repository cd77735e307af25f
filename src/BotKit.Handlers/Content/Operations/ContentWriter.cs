using BotKit.Handlers.Content.Templates;

namespace BotKit.Handlers.Content.Operations;

/// <summary>Writes pieces from a brief.</summary>
internal sealed class ContentWriter(
    IContentGenerator generator, TemplateContentGenerator templates, PieceMemory memory, ContentSettings settings, TimeProvider clock)
{
    /// <summary>What is remembered of a title: an engine may give one of any length.</summary>
    private const int MaxTitle = 200;

    public async ValueTask<ContentResult> RunAsync(ContentGenerateInput input, BotContext context, CancellationToken cancellationToken)
    {
        var engine = input.Engine == ContentEngine.Templates ? templates : generator;
        var orders = OrdersOf(input, context);
        var pieces = new List<ContentPiece>();
        var (tokens, cost) = (0L, 0m);
        // A dry run asks nobody who could do something for it.
        if (!context.IsDryRun || ReferenceEquals(engine, templates))
        {
            var earlier = new Dictionary<string, IReadOnlyList<KeptPiece>>(StringComparer.Ordinal);
            foreach (var order in orders)
            {
                context.Report((double)pieces.Count / orders.Count, $"Writing piece {pieces.Count + 1} of {orders.Count}");
                cancellationToken.ThrowIfCancellationRequested();
                if (!earlier.TryGetValue(order.Language, out var known))
                {
                    earlier[order.Language] = known = await memory.ReadAsync(context.Bot, order.Language, cancellationToken).ConfigureAwait(false);
                }

                var draft = await engine.GenerateAsync(order, cancellationToken).ConfigureAwait(false);
                tokens += (draft.Model?.InputTokens ?? 0) + (draft.Model?.OutputTokens ?? 0);
                cost += draft.Model?.Cost ?? 0;
                pieces.Add(PieceFinish.Of(order, draft, engine.Name, known, settings.Options.Gates));
            }

            if (!context.IsDryRun && input.Remember != false)
            {
                await RememberAsync(pieces, context, cancellationToken).ConfigureAwait(false);
            }
        }

        return new ContentGeneration
        {
            DryRun = context.IsDryRun,
            Pieces = pieces,
            Plan = context.IsDryRun ? [.. orders.Select(order => PlanOf(engine, order))] : null,
            Tokens = tokens,
            Cost = cost,
        };
    }

    private static ContentPlannedPiece PlanOf(IContentGenerator engine, ContentOrder order)
    {
        var (tokens, cost) = engine.Estimate(order);
        return new ContentPlannedPiece(order.Language, order.Variant, engine.Name, tokens, cost);
    }

    private List<ContentOrder> OrdersOf(ContentGenerateInput input, BotContext context)
    {
        var voice = settings.FindVoice(input.Voice);
        var address = ContentSettings.FindLink(voice, input.Brief.Link);
        var today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        var orders = new List<ContentOrder>();
        foreach (var language in input.Languages ?? [ContentDefaults.Language])
        {
            for (var variant = 1; variant <= (input.Variants ?? 1); variant++)
            {
                orders.Add(new ContentOrder
                {
                    Kind = input.Kind,
                    Brief = input.Brief,
                    Language = language,
                    Variant = variant,
                    Seed = input.Seed ?? ContentDefaults.Seed,
                    Voice = voice,
                    LinkAddress = address,
                    Today = today,
                    Bot = context.Bot,
                    ExecutionId = context.ExecutionId,
                    ApprovedTokens = input.ApprovedTokens ?? 0,
                });
            }
        }

        return orders;
    }

    private async ValueTask RememberAsync(List<ContentPiece> pieces, BotContext context, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        foreach (var group in pieces.GroupBy(static piece => piece.Language, StringComparer.Ordinal))
        {
            List<KeptPiece> kept =
            [
                .. group.Select(piece => new KeptPiece(
                    context.ExecutionId, piece.Variant, piece.Title[..Math.Min(MaxTitle, piece.Title.Length)], now, MinHash.ToBytes(MinHash.Of(piece.Text)))),
            ];
            await memory.AddAsync(context.Bot, group.Key, kept, cancellationToken).ConfigureAwait(false);
        }
    }
}
