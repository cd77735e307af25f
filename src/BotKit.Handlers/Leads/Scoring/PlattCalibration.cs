namespace BotKit.Handlers.Leads;

/// <summary>
/// Turns scores into probabilities with a logistic curve, fitted to scores of leads that the model has not seen (Platt 1999,
/// with the targets and the Newton steps of Lin, Lin and Weng 2007). It never changes the order of leads.
/// </summary>
internal static class PlattCalibration
{
    public static (double Slope, double Offset) Fit(ReadOnlySpan<double> scores, ReadOnlySpan<bool> labels)
    {
        var positives = labels.Count(true);
        var negatives = labels.Length - positives;
        var (high, low) = ((positives + 1d) / (positives + 2d), 1d / (negatives + 2d));
        var (slope, offset) = (1d, 0d);
        for (var step = 0; step < 100; step++)
        {
            var (gradientSlope, gradientOffset, h11, h12, h22) = (0d, 0d, 1e-9, 0d, 1e-9);
            for (var index = 0; index < scores.Length; index++)
            {
                var probability = Sigmoid(slope * scores[index] + offset);
                var error = probability - (labels[index] ? high : low);
                var weight = probability * (1 - probability);
                gradientSlope += error * scores[index];
                gradientOffset += error;
                h11 += weight * scores[index] * scores[index];
                h12 += weight * scores[index];
                h22 += weight;
            }

            var determinant = h11 * h22 - h12 * h12;
            if (Math.Abs(determinant) < 1e-12)
            {
                break;
            }

            var (moveSlope, moveOffset) = ((h22 * gradientSlope - h12 * gradientOffset) / determinant, (h11 * gradientOffset - h12 * gradientSlope) / determinant);
            slope = Math.Clamp(slope - moveSlope, .01, 100);
            offset = Math.Clamp(offset - moveOffset, -100, 100);
            if (Math.Abs(moveSlope) < 1e-9 && Math.Abs(moveOffset) < 1e-9)
            {
                break;
            }
        }

        return (slope, offset);
    }

    public static double Sigmoid(double value) => 1 / (1 + Math.Exp(-value));
}
